// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import CFastCGI
internal import Glibc

/// libfcgi as a parser: reads one request after another, each from the descriptor that it is given.
///
/// Owns an `FCGX_Request`, which must never move, because its streams point back to it. libfcgi's reads block, so a
/// reader works on threads of its own, one at a time. The buffers of libfcgi (17 KB a request) live only from
/// ``begin(on:)`` to the end of ``readBody()``.
@safe final class RequestReader {
    /// Bytes past the body's limit that are read and dropped, so that the peer comes to read the answer.
    private static let drainLimit = 64 << 20

    private let limits: ServerLimits
    private let request: UnsafeMutablePointer<FCGX_Request>
    private var params = Params()
    private var hasAllParams = true
    private var expected: Int?
    private var body: [UInt8] = []
    private var received = 0

    init(limits: ServerLimits) {
        self.limits = limits
        unsafe request = .allocate(capacity: 1)
        unsafe request.initialize(to: FCGX_Request())
        unsafe _ = FCGX_InitRequest(request, -1, 0)
    }

    deinit {
        unsafe FCGX_Free(request, 0)
        unsafe request.deallocate()
    }

    /// Reads BEGIN and PARAMS.
    ///
    /// - Returns: False when what came was no request, or came too slowly: libfcgi has closed the descriptor then.
    func begin(on fileDescriptor: Int32) -> Bool {
        // Accept_r ends the request before, and would close this descriptor if the flag did not keep it.
        unsafe request.pointee.ipcFd = fileDescriptor
        unsafe request.pointee.keepConnection = 1
        // Without this, closing waits up to two seconds for the peer.
        unsafe request.pointee.detached = 1
        guard unsafe FCGX_Accept_r(request) == 0 else {
            unsafe request.pointee.ipcFd = -1
            return false
        }
        // Accept_r takes variables that were cut off between two of them for all there are.
        guard unsafe FCGX_GetError(request.pointee.in) == 0 else {
            unsafe FCGX_Free(request, 1)
            return false
        }
        copyParams()
        expected = params["CONTENT_LENGTH"]?.decimal
        body = []
        body.reserveCapacity(min(expected ?? 0, limits.body))
        received = 0
        return true
    }

    private func copyParams() {
        params = Params()
        hasAllParams = true
        guard var variable = unsafe request.pointee.envp else { return }
        while let assignment = unsafe variable.pointee {
            let bytes = unsafe UnsafeRawBufferPointer(start: assignment, count: strlen(assignment))
            guard params.byteCount + bytes.count <= limits.params else {
                hasAllParams = false
                break
            }
            unsafe params.append(assignment: bytes)
            unsafe variable += 1
        }
    }

    /// Reads STDIN to its end; blocks for as long as the peer is allowed to be silent, again and again.
    ///
    /// - Returns: The request. With `isDrained` false, bytes of it are left on the connection.
    func readBody() -> (request: Request, isDrained: Bool) {
        while let stream = unsafe request.pointee.in {
            let available = unsafe stream.pointee.stop - stream.pointee.rdNext
            if available > 0 {
                unsafe take(stream, available)
                guard received <= limits.body + Self.drainLimit else { return finish(isDrained: false) }
                continue
            }
            // Fills the stream's buffer; the byte is given back, so that all bytes go the same way.
            let byte = unsafe FCGX_GetChar(stream)
            if byte < 0 { return finish(isDrained: unsafe FCGX_GetError(stream) == 0) }
            unsafe _ = FCGX_UnGetChar(byte, stream)
        }
        return finish(isDrained: false)
    }

    private func take(_ stream: UnsafeMutablePointer<FCGX_Stream>, _ count: Int) {
        received += count
        if received <= limits.body {
            let bytes = unsafe UnsafeBufferPointer(start: stream.pointee.rdNext, count: count)
            unsafe body.append(contentsOf: bytes)
        } else {
            body = []
        }
        unsafe stream.pointee.rdNext += count
    }

    private func finish(isDrained: Bool) -> (request: Request, isDrained: Bool) {
        // From here on the connection is ours alone: libfcgi's buffers go, and it keeps its hands off the descriptor.
        unsafe FCGX_Free(request, 0)
        unsafe request.pointee.ipcFd = -1
        let state: Request.BodyState
        if received > limits.body {
            state = .tooLarge(limit: limits.body)
        } else if !isDrained || received < expected ?? 0 {
            state = .incomplete(expected: expected, received: received)
        } else {
            state = .complete
        }
        let request = Request(
            params: hasAllParams ? params : Params(),
            body: state == .complete ? body : [],
            bodyState: state,
            hasAllParams: hasAllParams
        )
        params = Params()
        body = []
        return (request, isDrained)
    }
}
