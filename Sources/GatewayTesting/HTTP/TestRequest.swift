// SPDX-License-Identifier: Apache-2.0

/// An HTTP request of a test.
package struct TestRequest: Sendable {
    /// The method.
    package var method: String
    /// The request's target: path and query.
    package var target: String
    /// The header fields, in order, as often as they are given.
    package var headers: [(name: String, value: String)]
    /// The body; `Content-Length` is added when it is not empty, or the method is POST.
    package var body: [UInt8]

    /// Makes a request.
    package init(
        _ method: String,
        _ target: String,
        headers: [(name: String, value: String)] = [],
        body: [UInt8] = []
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// A GET request.
    package static func get(_ target: String, headers: [(name: String, value: String)] = []) -> TestRequest {
        TestRequest("GET", target, headers: headers)
    }

    /// A POST request with a JSON text.
    package static func post(
        _ target: String,
        _ json: String,
        headers: [(name: String, value: String)] = []
    ) -> TestRequest {
        TestRequest(
            "POST",
            target,
            headers: [("Content-Type", "application/json")] + headers,
            body: Array(json.utf8)
        )
    }
}
