// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import NIOCore
internal import OperatingSystem

/// Looks the names of hosts up, so that a name without an answer holds up nobody but those who wait for it.
///
/// The system's own function blocks and cannot be ended. So each look-up has a thread of its own, which ends with it;
/// there is one at a time for a name, and all who want its addresses share it. Names come from the configuration and are
/// few, and so are the threads; those that callers name have a resolver of their own, see ``PublicWeb``. Whoever does
/// not wait any longer leaves at once; the thread goes on alone.
final class NameResolver: Sendable {
    /// Finds the addresses of a name, without ports; may block.
    typealias Function = @Sendable (String) throws -> [SocketAddress]

    /// How long an answer is used again.
    ///
    /// The system does not tell how long the name server allows; this is shorter than what they allow in practice, and
    /// long enough for a burst of connections.
    static let successMemory = TimeAmount.seconds(5)
    /// How long a failure is: a name that has none is not asked for by every call, one that is back is found soon.
    static let failureMemory = TimeAmount.seconds(3)
    /// The most look-ups at a time, and so the most threads.
    static let lookUpLimit = 128
    /// The most answers that are kept.
    private static let memoryLimit = 256

    fileprivate enum Entry {
        case running([ObjectIdentifier: NameLookUp])
        case known(Result<[SocketAddress], any Error>, until: NIODeadline)
    }

    fileprivate struct State {
        var entries: [String: Entry] = [:]
        var running = 0
    }

    private let state = NIOLockedValueBox(State())
    private let limit: Int
    private let function: Function

    /// - Parameters:
    ///   - limit: The most look-ups at a time.
    ///   - function: Looks a name up.
    init(limit: Int = lookUpLimit, _ function: @escaping Function = { try HostNames.addresses(of: $0) }) {
        self.limit = limit
        self.function = function
    }

    /// Begins to look a name up, or joins whoever does.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - eventLoop: Where the answer is wanted; its clock counts.
    /// - Returns: The wait for it; whoever gives up is to call ``leave(_:)``.
    func lookUp(_ name: String, on eventLoop: any EventLoop) -> NameLookUp {
        let lookUp = NameLookUp(name, on: eventLoop)
        let now = eventLoop.now
        // A call-back under a lock would be one too many.
        let (answer, isFirst) = state.withLockedValue { state in
            state.join(lookUp, at: now, limit: limit)
        }
        if let answer {
            lookUp.promise.completeWith(answer)
        } else if isFirst, !DetachedThread.start({ [self] in run(name, clock: eventLoop) }) {
            complete(name, .failure(UpstreamError(.ownLimit, "no thread is left to look the host name up")), until: now)
        }
        return lookUp
    }

    /// Ends the wait for a look-up.
    func leave(_ lookUp: NameLookUp) {
        state.withLockedValue { state in
            guard case .running(var waiting) = state.entries[lookUp.name] else { return }
            waiting[ObjectIdentifier(lookUp)] = nil
            state.entries[lookUp.name] = .running(waiting)
        }
        lookUp.promise.fail(CancellationError())
    }

    /// How many wait for a name; for tests.
    func waiting(for name: String) -> Int {
        state.withLockedValue { state in
            if case .running(let waiting) = state.entries[name] { waiting.count } else { 0 }
        }
    }

    private func run(_ name: String, clock: any EventLoop) {
        let answer = Result { try function(name) }
        var memory = Self.successMemory
        if case .failure(let error) = answer {
            // What this process has run out of may be there the next moment.
            memory = UpstreamError(error, otherwise: .unreachable).code == .ownLimit ? .zero : Self.failureMemory
        }
        complete(name, answer, until: clock.now + memory)
    }

    private func complete(_ name: String, _ answer: Result<[SocketAddress], any Error>, until end: NIODeadline) {
        let waiting = state.withLockedValue { state in state.finish(name, answer, until: end, limit: Self.memoryLimit) }
        for lookUp in waiting { lookUp.promise.completeWith(answer) }
    }
}

extension NameResolver.State {
    /// The answer, where it is known; else whether the caller is the first who wants it.
    fileprivate mutating func join(
        _ lookUp: NameLookUp,
        at now: NIODeadline,
        limit: Int
    ) -> (answer: Result<[SocketAddress], any Error>?, isFirst: Bool) {
        switch entries[lookUp.name] {
        case .known(let answer, let end) where now < end:
            return (answer, false)
        case .running(var waiting):
            waiting[ObjectIdentifier(lookUp)] = lookUp
            entries[lookUp.name] = .running(waiting)
            return (nil, false)
        case .known, nil:
            guard running < limit else {
                return (.failure(UpstreamError(.ownLimit, "too many host names are being looked up")), false)
            }
            running += 1
            entries[lookUp.name] = .running([ObjectIdentifier(lookUp): lookUp])
            return (nil, true)
        }
    }

    /// Keeps an answer.
    ///
    /// - Returns: Who waits for it.
    fileprivate mutating func finish(
        _ name: String,
        _ answer: Result<[SocketAddress], any Error>,
        until end: NIODeadline,
        limit: Int
    ) -> [NameLookUp] {
        guard case .running(let waiting) = entries[name] else { return [] }
        running -= 1
        if entries.count >= limit {
            entries = entries.filter { if case .running = $0.value { true } else { false } }
        }
        entries[name] = .known(answer, until: end)
        return Array(waiting.values)
    }
}
