// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// A path, a method and what answers them.
struct Route: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let endpoint: any Endpoint

    init(_ method: HTTPRequest.Method, _ path: String, _ endpoint: any Endpoint) {
        self.method = method
        self.path = path
        self.endpoint = endpoint
    }
}
