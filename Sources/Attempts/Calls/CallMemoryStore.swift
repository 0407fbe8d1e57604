// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import NIOConcurrencyHelpers

/// The process's memory of calls, safe to use from every thread.
final class CallMemoryStore: Sendable {
    let limits: CallMemoryLimits
    private let now: @Sendable () -> ContinuousClock.Instant
    private let memory: NIOLockedValueBox<CallMemory>

    init(
        limits: CallMemoryLimits = CallMemoryLimits(),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.limits = limits
        self.now = now
        memory = NIOLockedValueBox(CallMemory(limits: limits))
    }

    /// How many calls are remembered.
    var count: Int { memory.withLockedValue(\.count) }

    /// Remembers the calls of an answer that has ended well, by their ids.
    func remember(_ calls: [(id: ByteString, call: RememberedCall)], of provider: ByteString) {
        if calls.isEmpty { return }
        let now = now()
        memory.withLockedValue { memory in
            for (id, call) in calls { memory.remember(call, for: .init(provider: provider, id: id), at: now) }
        }
    }

    /// A chat whose calls have with them what their provider wants to have back, as far as it is remembered.
    func filled(_ chat: ChatRequest, for provider: ByteString, of vendor: Vendor) -> ChatRequest {
        let now = now()
        return memory.withLockedValue { memory in
            chat.filled(with: vendor) { memory.call(of: .init(provider: provider, id: $0), at: now) }
        }
    }
}
