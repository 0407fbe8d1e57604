// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// What providers want to have back with the calls of tools, by the ids that callers know: bounded in number, bytes and age.
///
/// What was not used for the longest time gives way. There is no clock in it, and no lock.
struct CallMemory: Sendable {
    /// Whose call it is, and its id.
    ///
    /// Ids that the gateway makes are random; a provider's are its own, so that no other's can meet them.
    struct Key: Hashable, Sendable {
        let provider: ByteString
        let id: ByteString
    }

    private struct Slot {
        var key: Key
        /// The call; nil for an id that was given twice and so belongs to nobody.
        var call: RememberedCall?
        var size: Int
        var used: ContinuousClock.Instant
        var older: Int?
        var newer: Int?
    }

    /// What an entry takes beside the bytes that are in it.
    private static let overhead = 256

    private let limits: CallMemoryLimits
    private var slots: [Slot] = []
    private var free: [Int] = []
    private var index: [Key: Int] = [:]
    private var oldest: Int?
    private var newest: Int?
    /// The bytes that are held, with what the entries themselves take.
    private(set) var bytes = 0

    init(limits: CallMemoryLimits = CallMemoryLimits()) {
        self.limits = limits
    }

    /// How many calls are remembered.
    var count: Int { index.count }

    /// Remembers a call of an answer that has ended well.
    ///
    /// An id that comes a second time tells two callers' calls no longer apart: neither is given anything.
    mutating func remember(_ call: RememberedCall, for key: Key, at now: ContinuousClock.Instant) {
        dropOld(at: now)
        let isAmbiguous = index[key] != nil
        if let known = index[key] { drop(known) }
        guard isAmbiguous || !call.isEmpty else { return }
        let call = isAmbiguous ? nil : call
        let size = Self.overhead + key.provider.count + key.id.count + (call?.size ?? 0)
        if size > limits.bytes { return }
        add(Slot(key: key, call: call, size: size, used: now))
        while index.count > limits.entries || bytes > limits.bytes, let oldest { drop(oldest) }
    }

    /// The call of an id, which is used herewith; nil when nothing is remembered of it.
    mutating func call(of key: Key, at now: ContinuousClock.Instant) -> RememberedCall? {
        dropOld(at: now)
        guard let known = index[key] else { return nil }
        var slot = slots[known]
        drop(known)
        slot.used = now
        add(slot)
        return slot.call
    }

    private mutating func dropOld(at now: ContinuousClock.Instant) {
        while let oldest, now - slots[oldest].used >= limits.age { drop(oldest) }
    }

    /// Puts an entry at the end of those that were just used.
    private mutating func add(_ entry: Slot) {
        var slot = entry
        slot.older = newest
        slot.newer = nil
        let position: Int
        if let place = free.popLast() {
            position = place
            slots[place] = slot
        } else {
            position = slots.count
            slots.append(slot)
        }
        if let newest { slots[newest].newer = position } else { oldest = position }
        newest = position
        index[slot.key] = position
        bytes += slot.size
    }

    private mutating func drop(_ position: Int) {
        let slot = slots[position]
        if let older = slot.older { slots[older].newer = slot.newer } else { oldest = slot.newer }
        if let newer = slot.newer { slots[newer].older = slot.older } else { newest = slot.older }
        index[slot.key] = nil
        bytes -= slot.size
        slots[position].call = nil
        slots[position].key = Key(provider: "", id: "")
        free.append(position)
    }
}
