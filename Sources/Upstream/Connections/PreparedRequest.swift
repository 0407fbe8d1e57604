// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import NIOCore

/// A request as the bytes that go out (RFC 9112 section 3), head and body in one piece, and where they go.
struct PreparedRequest: Sendable {
    /// The method.
    let method: HTTPRequest.Method
    /// The head and the body.
    let bytes: ByteBuffer
    private let origin: Origin
    /// Where the fields begin.
    private let fieldsStart: Int

    /// Writes a request down; nil when its target is none.
    ///
    /// `Host` and `Content-Length` are added; the length not to a body that is in chunks already. Nothing in a field can
    /// end the head early, as `HTTPField` admits no line break in a value.
    init?(_ request: UpstreamRequest) {
        // Whatever could end the request's first line early must not get into it.
        guard request.target.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        method = request.method
        origin = request.origin
        // An empty body is told too where one is expected (RFC 9110 section 8.6).
        let hasLength =
            (!request.body.isEmpty || request.method == .post) && request.headerFields[.transferEncoding] == nil
        var bytes = ByteBufferAllocator().buffer(capacity: request.body.count + Self.headCapacity)
        bytes.writeString(request.method.rawValue)
        bytes.writeInteger(UInt8(ascii: " "))
        bytes.writeString(request.target)
        bytes.writeStaticString(" HTTP/1.1\r\n")
        fieldsStart = bytes.writerIndex
        bytes.writeStaticString("Host: ")
        bytes.writeString(origin.authority)
        bytes.writeStaticString("\r\n")
        for field in request.headerFields {
            bytes.writeString(field.name.rawName)
            bytes.writeStaticString(": ")
            bytes.writeString(field.value)
            bytes.writeStaticString("\r\n")
        }
        if hasLength {
            bytes.writeStaticString("Content-Length: ")
            bytes.writeString(String(request.body.count))
            bytes.writeStaticString("\r\n")
        }
        bytes.writeStaticString("\r\n")
        bytes.writeBytes(request.body)
        self.bytes = bytes
    }

    /// The same request for a proxy that passes it on (RFC 9112 section 3.2.2): its target is the whole URL.
    func forwarded(by proxy: ProxySettings.Proxy) -> ByteBuffer {
        var rest = bytes
        var forwarded = ByteBufferAllocator().buffer(capacity: bytes.readableBytes + Self.headCapacity)
        forwarded.writeString(method.rawValue)
        forwarded.writeStaticString(" http://")
        forwarded.writeString(origin.authority)
        rest.moveReaderIndex(forwardBy: method.rawValue.utf8.count + 1)
        var line = rest.readSlice(length: fieldsStart - rest.readerIndex) ?? ByteBuffer()
        forwarded.writeBuffer(&line)
        if let credentials = proxy.credentials {
            forwarded.writeString("Proxy-Authorization: \(credentials.basic)\r\n")
        }
        forwarded.writeBuffer(&rest)
        return forwarded
    }

    /// Room for what heads need; more is made when a head needs more.
    private static let headCapacity = 512
}
