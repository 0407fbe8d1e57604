// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// One complete HTTP request, body included.
struct IncomingRequest {
    let head: HTTPRequestHead
    let body: ByteBuffer

    /// Number of the connection it came on, counted from 1 in the order of acceptance.
    let connection: Int

    /// When its last byte had been read, in nanoseconds of CLOCK_MONOTONIC.
    let receivedNanoseconds: UInt64

    var authorization: String? {
        head.headers.first(name: "authorization")
    }

    /// The key of an `Authorization: Bearer KEY` header.
    var bearerKey: String? {
        guard let authorization, authorization.lowercased().hasPrefix("bearer ") else { return nil }
        return authorization.dropFirst("bearer ".count).trimmingSpaces()
    }
}

extension Substring {
    /// The text without spaces at either end.
    func trimmingSpaces() -> String {
        var rest = self
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
