// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import Logging
internal import NIOConcurrencyHelpers
internal import OperatingSystem

/// A thread that accepts connections and reads requests from them.
///
/// It reads what has arrived, and never waits for more: what has not all come is left to the poller, which reports when
/// there is more of it. So no peer holds up another.
final class Acceptor: Sendable {
    private static let arrivalsToken: UInt64 = 0
    private static let stopToken: UInt64 = 1
    private static let listenerToken: UInt64 = 2
    /// The pause after an error that lasts, such as too many open files.
    private static let backOff: UInt32 = 10_000

    private let listener: ListeningSocket
    private let stop: Wakeup
    private let arrivals: ArrivalQueue
    private let logger: Logger
    private let server: Server
    private let loop: SocketPair
    private let epoll: Epoll
    private let thread = NIOLockedValueBox<Thread?>(nil)
    private let lastComplaint = NIOLockedValueBox<ContinuousClock.Instant?>(nil)

    init(
        listener: ListeningSocket,
        stop: Wakeup,
        arrivals: ArrivalQueue,
        logger: Logger,
        server: Server
    ) throws(FastCGIError) {
        self.listener = listener
        self.stop = stop
        self.arrivals = arrivals
        self.logger = logger
        self.server = server
        loop = try SocketPair()
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
        let reader = RequestReader(loop: loop)
        var window = [UInt8](repeating: 0, count: RequestReader.window)
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
        var arrival = connection.examine(&window)
        if case .head(let begin, let content, let fault) = arrival {
            guard let next = decide(begin, content, fault, on: connection, reader, &window) else { return }
            arrival = next
        }
        switch arrival {
        case .whole(let fileDescriptor, let begin):
            guard let (params, expected, body, isDrained) = reader.read(from: fileDescriptor) else {
                connection.failReading()
                return
            }
            server.dispatch(server.request(params, expected: expected, body), begin, on: connection, keeps: isDrained)
        case .request(let begin, let request, let keeps):
            server.dispatch(request, begin, on: connection, keeps: keeps)
        case .again:
            arrivals.append(connection)
        case .head, .nothing:
            break
        }
    }

    /// Decides what becomes of a request whose variables are there; nil when nothing is left to do.
    private func decide(
        _ begin: BeginRequest,
        _ content: [UInt8],
        _ fault: ParamsFault?,
        on connection: Connection,
        _ reader: RequestReader,
        _ window: inout [UInt8]
    ) -> Connection.Arrival? {
        if let fault {
            return .request(begin, Request(params: Params(), paramsFault: fault, bodyState: .unwanted), keeps: true)
        }
        guard let params = reader.params(in: content) else {
            connection.abandonReading()
            return nil
        }
        switch server.plan(begin, params, on: connection) {
        case .collect(let body): return connection.collect(body, &window)
        case .answer(let request): return .request(begin, request, keeps: true)
        }
    }
}
