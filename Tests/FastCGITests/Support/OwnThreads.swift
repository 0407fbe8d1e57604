// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

/// Runs tests on threads of their own, where they may block: the cooperative pool has as many threads as there are
/// cores, and a peer that waits for an answer would hold one.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    @concurrent
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable @concurrent () async throws -> Void
    ) async throws {
        // A suite has no test case: only the tests in it are to be run off the pool.
        guard testCase != nil else { return try await function() }
        try await withTaskExecutorPreference(ThreadPerJob.shared) { try await function() }
    }
}

extension Trait where Self == OwnThreads {
    /// The test may block.
    static var mayBlock: OwnThreads { OwnThreads() }
}

/// An executor that runs each job on a new thread.
final class ThreadPerJob: TaskExecutor {
    static let shared = ThreadPerJob()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        do {
            _ = try Thread(name: "test") { [self] in unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
        } catch {
            fatalError("no thread for a test: \(error)")
        }
    }
}

/// Runs what blocks on a thread of its own, beside the test.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await Task(executorPreference: ThreadPerJob.shared) { try body() }.value
}
