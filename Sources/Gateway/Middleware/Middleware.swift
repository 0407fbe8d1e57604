// SPDX-License-Identifier: Apache-2.0

/// One layer around the endpoints.
protocol Middleware: Sendable {
    /// Handles a call, by itself or through what lies below.
    func handle(_ call: Call, next: (Call) async throws -> Reply) async throws -> Reply
}
