// SPDX-License-Identifier: Apache-2.0

internal import FastCGI

extension Request {
    /// Checks that the body is all there.
    ///
    /// - Throws: ``GatewayError``: 413 for one over the limit, 400 for one that is not whole, 503 for one that there was no room for.
    func checkBody() throws(GatewayError) {
        switch bodyState {
        case .complete:
            return
        case .tooLarge(let limit):
            throw GatewayError(.tooLarge, "request body: expected at most \(limit) bytes, got more")
        case .incomplete(let expected, let received):
            throw GatewayError(.request, "request body: expected \(Self.size(expected)), got only \(received) bytes")
        case .tooSlow(let expected, let received):
            throw GatewayError(
                .request,
                "request body: expected \(Self.size(expected)) in time, got only \(received) bytes: it came too slowly"
            )
        case .noRoom, .unwanted:
            throw GatewayError(
                .unavailable,
                "the gateway holds as many bytes of requests as GATEWAY_MAX_MEMORY allows, or waits for too many bodies"
            )
        }
    }

    private static func size(_ expected: Int?) -> String {
        expected.map { "\($0) bytes" } ?? "a whole body"
    }
}
