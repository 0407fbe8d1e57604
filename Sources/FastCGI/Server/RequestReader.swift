// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import CFastCGI
internal import Glibc

/// libfcgi as a parser: reads one request after another, each from where it is given.
///
/// Owns an `FCGX_Request`, which must never move, because its streams point back to it. libfcgi's reads block, so it is
/// given only what is there to its last byte. Its buffers (17 KB a request) live only during the call.
@safe final class RequestReader {
    /// The most that is looked at of a connection before it is read, and so the most that is read.
    static let window = 64 << 10

    private let request: UnsafeMutablePointer<FCGX_Request>
    /// Where variables that were collected are written, for libfcgi to read at the other end.
    private var loop: SocketPair?

    init(loop: SocketPair) {
        self.loop = loop
        unsafe request = .allocate(capacity: 1)
        unsafe request.initialize(to: FCGX_Request())
        unsafe _ = FCGX_InitRequest(request, -1, 0)
    }

    deinit {
        unsafe FCGX_Free(request, 0)
        unsafe request.deallocate()
    }

    /// Reads a request that waits on a connection as a whole.
    ///
    /// - Returns: Its variables and its body; nil when what came was no request: libfcgi has closed the descriptor then.
    func read(from fileDescriptor: Int32) -> (params: Params, expected: Int?, body: [UInt8], isDrained: Bool)? {
        guard begin(on: fileDescriptor) else { return nil }
        let params = copyParams()
        let expected = params.contentLength
        var body: [UInt8] = []
        body.reserveCapacity(min(expected ?? 0, Self.window))
        let isDrained = readBody(into: &body)
        end()
        return (params, expected, body, isDrained)
    }

    /// Reads variables that were collected.
    ///
    /// - Parameter content: Name-value pairs that are sound, of 64 KiB at the most.
    /// - Returns: Nil when libfcgi does not take them.
    func params(in content: [UInt8]) -> Params? {
        guard let loop = loop ?? (try? SocketPair()) else { return nil }
        self.loop = nil
        guard loop.send(Self.records(content)) else { return nil }
        let fileDescriptor = loop.takeReader()
        guard begin(on: fileDescriptor) else { return nil }
        let params = copyParams()
        var body: [UInt8] = []
        let isDrained = readBody(into: &body)
        end()
        loop.giveBack(fileDescriptor)
        if isDrained { self.loop = loop }
        return params
    }

    /// A request without a body.
    private static func records(_ content: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(content.count + 64)
        RecordHeader(type: .beginRequest, requestID: 1, contentLength: 8).append(to: &bytes)
        bytes.append(contentsOf: [0, UInt8(BeginRequest.responder), 1, 0, 0, 0, 0, 0])
        RecordHeader.appendRecords(.params, requestID: 1, of: content, to: &bytes)
        RecordHeader(type: .params, requestID: 1, contentLength: 0).append(to: &bytes)
        RecordHeader(type: .stdin, requestID: 1, contentLength: 0).append(to: &bytes)
        return bytes
    }

    /// Lets libfcgi read BEGIN and PARAMS; false when it has closed the descriptor.
    private func begin(on fileDescriptor: Int32) -> Bool {
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
        return true
    }

    private func copyParams() -> Params {
        var params = Params()
        guard var variable = unsafe request.pointee.envp else { return params }
        while let assignment = unsafe variable.pointee {
            let bytes = unsafe UnsafeRawBufferPointer(start: assignment, count: strlen(assignment))
            unsafe params.append(assignment: bytes)
            unsafe variable += 1
        }
        return params
    }

    /// Reads STDIN to its end; false when bytes are left.
    private func readBody(into body: inout [UInt8]) -> Bool {
        while let stream = unsafe request.pointee.in {
            let available = unsafe stream.pointee.stop - stream.pointee.rdNext
            if available > 0 {
                let bytes = unsafe UnsafeBufferPointer(start: stream.pointee.rdNext, count: available)
                unsafe body.append(contentsOf: bytes)
                unsafe stream.pointee.rdNext += available
                continue
            }
            // Fills the stream's buffer; the byte is given back, so that all bytes go the same way.
            let byte = unsafe FCGX_GetChar(stream)
            if byte < 0 { return unsafe FCGX_GetError(stream) == 0 }
            unsafe _ = FCGX_UnGetChar(byte, stream)
        }
        return false
    }

    /// From here on the descriptor is ours alone: libfcgi's buffers go, and it keeps its hands off.
    private func end() {
        unsafe FCGX_Free(request, 0)
        unsafe request.pointee.ipcFd = -1
    }
}
