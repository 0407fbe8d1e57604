// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import Logging
internal import NIOConcurrencyHelpers

/// A thread that accepts connections and reads requests from them.
///
/// It reads what has arrived whole, which never blocks. A request whose variables have not all come is left to the
/// poller; one whose body has not all come, or is large, gets a thread of its own. So no peer holds up another.
final class Acceptor: Sendable {
    /// How much of what waits on a connection is looked at; requests beyond that get a thread of their own.
    private static let windowSize = 64 << 10
    private static let arrivalsToken: UInt64 = 0
    private static let stopToken: UInt64 = 1
    private static let listenerToken: UInt64 = 2
    /// The pause after an error that lasts, such as too many open files.
    private static let backOff: UInt32 = 10_000

    private let listener: ListeningSocket
    private let stop: Wakeup
    private let arrivals: ArrivalQueue
    private let limits: ServerLimits
    private let logger: Logger
    private let server: Server
    private let epoll: Epoll
    private let thread = NIOLockedValueBox<Thread?>(nil)
    private let lastComplaint = NIOLockedValueBox<ContinuousClock.Instant?>(nil)

    init(
        listener: ListeningSocket,
        stop: Wakeup,
        arrivals: ArrivalQueue,
        limits: ServerLimits,
        logger: Logger,
        server: Server
    ) throws(FastCGIError) {
        self.listener = listener
        self.stop = stop
        self.arrivals = arrivals
        self.limits = limits
        self.logger = logger
        self.server = server
        epoll = try Epoll()
        // Each connection wakes one acceptor, not all of them.
        guard
            epoll.add(arrivals.fileDescriptor, [.input, .exclusive], token: Self.arrivalsToken),
            epoll.add(listener.fileDescriptor, [.input, .exclusive], token: Self.listenerToken),
            epoll.add(stop.fileDescriptor, .input, token: Self.stopToken)
        else {
            throw FastCGIError(.system, "cannot watch the socket: \(SystemCall.describeLastError())")
        }
    }

    func start(index: Int) throws(FastCGIError) {
        let thread = try Thread(name: "fastcgi-\(index)") { [self] in run() }
        self.thread.withLockedValue { $0 = thread }
    }

    func join() {
        thread.withLockedValue { $0 }?.join()
    }

    private func run() {
        let reader = RequestReader(limits: limits)
        var window = [UInt8](repeating: 0, count: Self.windowSize)
        var isAccepting = true
        while true {
            epoll.wait(milliseconds: isAccepting ? -1 : 100) { token, _ in
                switch token {
                case Self.arrivalsToken:
                    if let connection = arrivals.next() { read(connection, reader, &window) }
                case Self.listenerToken where isAccepting:
                    acceptAll(reader, &window)
                case Self.stopToken:
                    isAccepting = false
                    // It stays readable, for all acceptors; only the queue is waited for from here on.
                    epoll.remove(stop.fileDescriptor)
                    epoll.remove(listener.fileDescriptor)
                    if listener.isOwned { acceptAll(reader, &window) }
                    server.acceptorIsDone()
                default:
                    break
                }
            }
            if !isAccepting, server.isStopped { return }
        }
    }

    /// Accepts until the queue is empty; the socket does not block, so that another thread may win the race.
    private func acceptAll(_ reader: RequestReader, _ window: inout [UInt8]) {
        while !server.isStopped {
            let fileDescriptor = cfastcgi_accept(listener.fileDescriptor)
            if fileDescriptor >= 0 {
                if let connection = server.admit(fileDescriptor) { read(connection, reader, &window) }
                continue
            }
            switch -fileDescriptor {
            case EAGAIN:
                return
            case EINTR, ECONNABORTED, EPROTO, ECONNRESET, ETIMEDOUT, ENETUNREACH, EHOSTUNREACH:
                continue
            default:
                complain(of: -fileDescriptor)
                usleep(Self.backOff)
                return
            }
        }
    }

    /// Logs an error that may last, once a second at the most.
    private func complain(of error: Int32) {
        let isDue = lastComplaint.withLockedValue { last in
            let now = ContinuousClock.now
            if let last, now - last < .seconds(1) { return false }
            last = now
            return true
        }
        if isDue { logger.error("accept failed", metadata: ["error": "\(SystemCall.describe(error))"]) }
    }

    private func read(_ connection: Connection, _ reader: RequestReader, _ window: inout [UInt8]) {
        guard case .request(let fileDescriptor, let begin, let isWhole) = connection.examine(&window) else { return }
        if isWhole {
            read(connection, fileDescriptor, begin, with: reader)
            return
        }
        let read: @Sendable () -> Void = { [self] in
            self.read(connection, fileDescriptor, begin, with: RequestReader(limits: limits))
        }
        do throws(FastCGIError) {
            try server.slowBodies.run(connection, read)
        } catch {
            logger.error("no thread for a body", metadata: ["error": "\(error)"])
            read()
        }
    }

    private func read(
        _ connection: Connection,
        _ fileDescriptor: Int32,
        _ begin: BeginRequest,
        with reader: RequestReader
    ) {
        guard reader.begin(on: fileDescriptor) else {
            connection.failReading()
            return
        }
        connection.beginBody()
        let (request, isDrained) = reader.readBody()
        server.dispatch(request, begin, on: connection, isDrained: isDrained)
    }
}
