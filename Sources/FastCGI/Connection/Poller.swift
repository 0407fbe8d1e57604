// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// The one epoll thread: it sees peers leave, finishes writes that would have blocked, and watches connections that
/// wait for a request.
///
/// It is edge-triggered, so a connection costs nothing while nothing happens on it. Each registration has a token of
/// its own: an event that was fetched before a descriptor was closed can never reach the descriptor's next owner.
final class Poller: Sendable {
    /// What a registration waits for.
    enum Interest {
        /// Bytes to read, and the peer's end.
        case input
        /// That, and room to write.
        case inputAndOutput

        fileprivate var events: Epoll.Events {
            let input: Epoll.Events = [.input, .peerClosed, .edgeTriggered]
            return self == .input ? input : input.union(.output)
        }
    }

    private struct Registrations {
        var connections: [UInt64: Connection] = [:]
        var lastToken: UInt64 = 0
        var isStopped = false
        /// How often connections that are silent for too long are looked for, in milliseconds.
        var sweepInterval: Int32 = 1_000
    }

    private static let wakeupToken: UInt64 = 0

    private let epoll: Epoll
    private let wakeup: Wakeup
    private let registrations = NIOLockedValueBox(Registrations())
    private let thread = NIOLockedValueBox<Thread?>(nil)

    init() throws(FastCGIError) {
        epoll = try Epoll()
        wakeup = try Wakeup()
        epoll.add(wakeup.fileDescriptor, .input, token: Self.wakeupToken)
    }

    /// Starts the thread.
    ///
    /// - Parameter onSweep: Runs on it each time that silent connections have been looked for.
    /// - Throws: ``FastCGIError/Code/system`` when there can be no thread.
    func start(onSweep: @escaping @Sendable (ContinuousClock.Instant) -> Void = { _ in }) throws(FastCGIError) {
        let thread = try Thread(name: "fastcgi-poll") { [self] in run(onSweep) }
        self.thread.withLockedValue { $0 = thread }
    }

    /// Looks for silent connections ten times a second from now on.
    func sweepOften() {
        registrations.withLockedValue { $0.sweepInterval = 100 }
        wakeup.signal()
    }

    /// Ends the thread and waits for it.
    func stop() {
        registrations.withLockedValue { $0.isStopped = true }
        wakeup.signal()
        thread.withLockedValue { $0 }?.join()
        registrations.withLockedValue { $0.connections.removeAll() }
    }

    /// Watches a descriptor for a connection; the token names the registration.
    func add(_ fileDescriptor: Int32, for connection: Connection, _ interest: Interest) -> UInt64 {
        let token = registrations.withLockedValue { registrations in
            registrations.lastToken += 1
            registrations.connections[registrations.lastToken] = connection
            return registrations.lastToken
        }
        epoll.add(fileDescriptor, interest.events, token: token)
        return token
    }

    /// Changes what a registration waits for; whatever is true already is reported anew.
    func modify(_ fileDescriptor: Int32, _ token: UInt64, _ interest: Interest) {
        epoll.modify(fileDescriptor, interest.events, token: token)
    }

    /// Forgets a registration; the kernel does so by itself when the descriptor is closed.
    func remove(_ token: UInt64) {
        registrations.withLockedValue { $0.connections[token] = nil }
    }

    /// All connections that are watched at this moment.
    var connections: [Connection] {
        registrations.withLockedValue { Array($0.connections.values) }
    }

    private func run(_ onSweep: (ContinuousClock.Instant) -> Void) {
        var lastSweep = ContinuousClock.now
        while true {
            let (isStopped, sweepInterval) = registrations.withLockedValue { ($0.isStopped, $0.sweepInterval) }
            if isStopped { return }
            epoll.wait(milliseconds: sweepInterval) { token, events in
                if token == Self.wakeupToken {
                    _ = wakeup.consume()
                } else if let connection = registrations.withLockedValue({ $0.connections[token] }) {
                    connection.handle(Connection.Readiness(events))
                }
            }
            let now = ContinuousClock.now
            if now - lastSweep >= .milliseconds(sweepInterval) {
                lastSweep = now
                for connection in connections { connection.checkTime(at: now) }
                onSweep(now)
            }
        }
    }
}

extension Connection.Readiness {
    fileprivate init(_ events: Epoll.Events) {
        self.init(
            isReadable: events.contains(.input),
            isWritable: events.contains(.output),
            isGone: !events.isDisjoint(with: [.peerClosed, .hangUp])
        )
    }
}
