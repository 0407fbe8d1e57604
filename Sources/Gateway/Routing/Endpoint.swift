// SPDX-License-Identifier: Apache-2.0

/// What answers calls of one route.
protocol Endpoint: Sendable {
    /// Answers a call.
    func respond(to call: Call) async throws -> Reply

    /// What is answered where there is no room for one more call; nil for an error.
    var replyWithoutRoom: Reply? { get }
}

extension Endpoint {
    var replyWithoutRoom: Reply? { nil }
}
