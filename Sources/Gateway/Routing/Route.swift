// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// A path, a method and what answers them.
struct Route: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let endpoint: any Endpoint
    /// Whether it is answered without a key.
    let isOpen: Bool

    init(_ method: HTTPRequest.Method, _ path: String, _ endpoint: any Endpoint, isOpen: Bool = false) {
        self.method = method
        self.path = path
        self.endpoint = endpoint
        self.isOpen = isOpen
    }
}
