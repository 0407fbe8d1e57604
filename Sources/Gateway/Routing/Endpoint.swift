// SPDX-License-Identifier: Apache-2.0

/// What answers calls of one route.
protocol Endpoint: Sendable {
    /// Answers a call.
    func respond(to call: Call) async throws -> Reply
}
