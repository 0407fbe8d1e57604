// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// A path, a method and what answers them; a door has several.
struct Route: Sendable {
    /// Who calls it, and so how strictly its path is read.
    enum Audience: Sendable {
        /// Callers, with the key; any spelling of the path will do (``RequestTarget``).
        case callers
        /// The operator and what watches the gateway, with the key; the path in one spelling only, so that no other one
        /// passes by the web server's rule for it.
        case operators
        /// The same without a key, and whoever reads what there is to call.
        case probes
    }

    let method: HTTPRequest.Method
    /// The path; with `/*` at its end whatever stands there belongs to it.
    let path: String
    let audience: Audience
    let endpoint: any Endpoint

    /// The first part of the path: `/llm` of `/llm/providers`; nil of `/`.
    var top: String? { path.split(separator: "/").first.map { "/\($0)" } }  // text: a path of ours

    init(_ method: HTTPRequest.Method, _ path: String, for audience: Audience = .callers, _ endpoint: any Endpoint) {
        self.method = method
        self.path = path
        self.audience = audience
        self.endpoint = endpoint
    }
}
