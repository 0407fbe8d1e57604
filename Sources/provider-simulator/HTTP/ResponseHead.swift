// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// The status line and the header fields of an answer, before those that frame its body.
struct ResponseHead {
    var status: Int
    var fields: [(name: String, value: String)]

    init(status: Int, contentType: String? = nil, fields: [(name: String, value: String)] = []) {
        self.status = status
        self.fields = (contentType.map { [("content-type", $0)] } ?? []) + fields
    }

    /// The bytes of the head, with the empty line that ends it.
    ///
    /// The length of the body in bytes is needed for `BodyTransfer.length` only.
    func serialized(transfer: BodyTransfer, length: Int?, keepAlive: Bool) -> ByteBuffer {
        let reason = HTTPResponseStatus(statusCode: status).reasonPhrase
        var text = "HTTP/1.1 \(status) \(reason)\r\n"
        for field in fields {
            text += "\(field.name): \(field.value)\r\n"
        }
        if status != 204, status != 304 {
            switch transfer {
            case .chunked: text += "transfer-encoding: chunked\r\n"
            case .length: text += "content-length: \(length ?? 0)\r\n"
            case .close: break
            }
        }
        if !keepAlive {
            text += "connection: close\r\n"
        }
        return ByteBuffer(string: text + "\r\n")
    }
}
