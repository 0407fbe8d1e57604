// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// An error that a web server has made by itself, in the forms of both APIs.
enum OwnError {
    static let away = "the gateway is not running, or does not answer"
    static let failed = "the web server cannot pass the request on: its error log says why"
    static let tooLarge = "request body: too large for this server"

    /// Asks both APIs for a model's answer, and checks that each has its own form of the error.
    static func check(
        _ client: TestClient,
        _ statuses: ClosedRange<Int>,
        _ message: String,
        type: String = "server_error",
        model: String = "demo",
        changing: (inout TestRequest) -> Void = { _ in },
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let expected = [
            (Ask().generation(model), #"{"status":"error","error":"\#(message)","content":null,"usage":null}"#),
            (
                Ask().chatCompletion(model),
                #"{"error":{"message":"\#(message)","type":"\#(type)","param":null,"code":null}}"#
            ),
        ]
        for (request, text) in expected {
            var request = request
            changing(&request)
            let response = try await client.send(request)
            #expect(statuses.contains(response.status), "\(response.status)", sourceLocation: sourceLocation)
            // Files may end with a line end.
            let body = response.text.hasSuffix("\n") ? String(response.text.dropLast()) : response.text
            #expect(body == text, sourceLocation: sourceLocation)
            let types = response.head.headers.filter { $0.name.lowercased() == "content-type" }.map(\.value)
            #expect(types == ["application/json; charset=utf-8"], sourceLocation: sourceLocation)
        }
    }
}
