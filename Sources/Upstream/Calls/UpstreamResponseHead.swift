// SPDX-License-Identifier: Apache-2.0

internal import NIOHTTP1

/// The status and the header fields of a provider's response.
package struct UpstreamResponseHead: Sendable {
    /// The HTTP status code.
    package let status: Int
    private let headers: HTTPHeaders

    /// Wraps the client's head without copying its fields: most of them are never looked at.
    init(_ head: HTTPResponseHead) {
        status = Int(head.status.code)
        headers = head.headers
    }

    /// Makes a head by hand, for tests of what reads it.
    package init(status: Int, headerFields: [(String, String)] = []) {
        self.status = status
        headers = HTTPHeaders(headerFields)
    }

    /// The first value of a header field; the name's case does not matter.
    package subscript(name: String) -> String? {
        headers.first(name: name)
    }
}
