// SPDX-License-Identifier: Apache-2.0

internal import Dispatch

/// A thread for code that blocks, which the cooperative pool must never do.
enum OwnThread {
    private static let queue = DispatchQueue(label: "load", qos: .userInitiated)

    /// Runs blocking code to its end.
    static func run<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                Socket.makeTimersExact()
                continuation.resume(with: Swift.Result { try body() })
            }
        }
    }
}
