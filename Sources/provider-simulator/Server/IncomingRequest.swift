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

    /// The path and, where there is one, the query, as they were sent.
    var target: (path: String, query: String?) {
        let parts = head.uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (parts.first ?? "", parts.dropFirst().first)
    }

    var authorization: String? {
        header("authorization")
    }

    /// The value of the first header field of that name.
    func header(_ name: String) -> String? {
        head.headers.first(name: name)
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
