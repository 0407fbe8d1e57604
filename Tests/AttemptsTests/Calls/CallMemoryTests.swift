// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Testing

@testable import Attempts

/// The memory of calls: what it holds, what gives way, and whom it gives nothing.
@Suite struct CallMemoryTests {
    private let start = ContinuousClock.now

    private func key(_ id: String, _ provider: ByteString = "google") -> CallMemory.Key {
        CallMemory.Key(provider: provider, id: ByteString(id))
    }

    private func call(_ signature: String, _ name: ByteString = "f") -> RememberedCall {
        RememberedCall(name: name, signature: OpaqueValue(vendor: .google, ByteString(signature)))
    }

    @Test func whatWasRememberedIsThere() {
        var memory = CallMemory()
        memory.remember(call("a+/="), for: key("1"), at: start)
        memory.remember(call("b-_"), for: key("2"), at: start)
        #expect(memory.call(of: key("1"), at: start) == call("a+/="))
        #expect(memory.call(of: key("2"), at: start) == call("b-_"))
        #expect(memory.call(of: key("3"), at: start) == nil)
        // The same id of another provider's is another call.
        #expect(memory.call(of: key("1", "anthropic"), at: start) == nil)
        #expect(memory.call(of: key("1"), at: start) == call("a+/="))
    }

    @Test func whatWasNotUsedForTheLongestTimeGivesWay() {
        var memory = CallMemory(limits: CallMemoryLimits(entries: 3))
        for id in ["1", "2", "3"] { memory.remember(call(id), for: key(id), at: start) }
        _ = memory.call(of: key("1"), at: start)
        memory.remember(call("4"), for: key("4"), at: start)
        #expect(memory.count == 3)
        #expect(memory.call(of: key("2"), at: start) == nil)
        for id in ["1", "3", "4"] { #expect(memory.call(of: key(id), at: start) == call(id)) }
    }

    @Test func bytesAreLimited() {
        var memory = CallMemory(limits: CallMemoryLimits(bytes: 10_000))
        let long = String(repeating: "x", count: 3_000)
        for id in ["1", "2", "3", "4"] { memory.remember(call(long), for: key(id), at: start) }
        #expect(memory.count == 3)
        #expect(memory.bytes <= 10_000)
        #expect(memory.bytes > 9_000)
        #expect(memory.call(of: key("1"), at: start) == nil)
        // One that has no room at all takes no other's.
        memory.remember(call(String(repeating: "x", count: 10_000)), for: key("5"), at: start)
        #expect(memory.count == 3)
        #expect(memory.call(of: key("5"), at: start) == nil)
    }

    @Test func anHourWithoutUseIsTheEnd() {
        var memory = CallMemory()
        memory.remember(call("a"), for: key("1"), at: start)
        memory.remember(call("b"), for: key("2"), at: start + .seconds(10))
        #expect(memory.call(of: key("1"), at: start + .seconds(3_599)) == call("a"))
        #expect(memory.call(of: key("2"), at: start + .seconds(3_610)) == nil)
        #expect(memory.call(of: key("1"), at: start + .seconds(3_610)) == call("a"))
        #expect(memory.call(of: key("1"), at: start + .seconds(7_210)) == nil)
        #expect(memory.count == 0)
        #expect(memory.bytes == 0)
    }

    /// A server that counts its calls gives the same id to two callers: neither may get what is the other's.
    @Test func anIDThatComesTwiceBelongsToNobody() {
        var memory = CallMemory()
        memory.remember(call("a"), for: key("call_0"), at: start)
        memory.remember(call("b"), for: key("call_0"), at: start)
        #expect(memory.call(of: key("call_0"), at: start) == nil)
        memory.remember(call("c"), for: key("call_0"), at: start)
        #expect(memory.call(of: key("call_0"), at: start) == nil)
        // Also where the second call has nothing to be kept.
        memory.remember(call("a"), for: key("call_1"), at: start)
        memory.remember(RememberedCall(name: "f"), for: key("call_1"), at: start)
        #expect(memory.call(of: key("call_1"), at: start) == nil)
    }

    @Test func aCallWithoutAnythingTakesNoRoom() {
        var memory = CallMemory()
        memory.remember(RememberedCall(name: "f"), for: key("1"), at: start)
        #expect(memory.count == 0)
    }

    /// Whatever is done, the counts are those of what is there.
    @Test func theCountsHold() throws {
        var memory = CallMemory(limits: CallMemoryLimits(entries: 50, bytes: 20_000))
        var state: UInt64 = 5
        var now = start
        for _ in 0..<20_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = Int(state >> 40)
            now = now + .seconds(number % 100)
            let key = key("\(number % 97)")
            if number % 3 == 0 {
                _ = memory.call(of: key, at: now)
            } else {
                memory.remember(call(String(repeating: "x", count: number % 900)), for: key, at: now)
            }
            try #require(memory.count <= 50)
            try #require(memory.bytes <= 20_000)
            try #require(memory.bytes >= memory.count * 256)
        }
        _ = memory.call(of: key("none"), at: now + .seconds(3_600))
        #expect(memory.count == 0)
        #expect(memory.bytes == 0)
    }
}
