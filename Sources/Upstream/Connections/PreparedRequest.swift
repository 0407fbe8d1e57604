// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import NIOCore

/// A request as the bytes that go out (RFC 9112 section 3), head and body in one piece, and where they go.
struct PreparedRequest: Sendable {
    /// The method.
    let method: HTTPRequest.Method
    /// The head and the body.
    let bytes: ByteBuffer

    /// Writes a request down.
    ///
    /// `Host` and `Content-Length` are added; the length not to a body that is in chunks already. Nothing in a field can end the head early: `HTTPField` admits no line
    /// break in a value, and ``RequestURL`` none in a target.
    init(_ request: UpstreamRequest, to url: RequestURL) {
        method = request.method
        // An empty body is told too where one is expected (RFC 9110 section 8.6).
        let hasLength =
            (!request.body.isEmpty || request.method == .post) && request.headerFields[.transferEncoding] == nil
        var bytes = ByteBufferAllocator().buffer(capacity: request.body.count + Self.headCapacity)
        bytes.writeString(request.method.rawValue)
        bytes.writeInteger(UInt8(ascii: " "))
        bytes.writeString(url.target)
        bytes.writeStaticString(" HTTP/1.1\r\nHost: ")
        bytes.writeString(url.authority)
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

    /// Room for what heads need; more is made when a head needs more.
    private static let headCapacity = 512
}
