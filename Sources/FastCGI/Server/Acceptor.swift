// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import Logging
internal import Synchronization

/// A thread that accepts connections and reads requests from them.
///
/// A connection that says nothing yet is left to the poller; a body that does not come is left to a thread of its own:
/// neither holds up the next request.
final class Acceptor: Sendable {
    /// The time that one request's body may hold up an acceptor.
    private static let patience: Duration = .milliseconds(20)
    /// The pause after an error that lasts, such as too many open files.
    private static let backOff: UInt32 = 10_000

    private let listener: ListeningSocket
    private let stop: Wakeup
    private let arrivals: ArrivalQueue
    private let limits: ServerLimits
    private let logger: Logger
    private let server: Server
    private let thread = Mutex<Thread?>(nil)

    init(
        listener: ListeningSocket,
        stop: Wakeup,
        arrivals: ArrivalQueue,
        limits: ServerLimits,
        logger: Logger,
        server: Server
    ) {
        self.listener = listener
        self.stop = stop
        self.arrivals = arrivals
        self.limits = limits
        self.logger = logger
        self.server = server
    }

    func start(index: Int) throws(FastCGIError) {
        let thread = try Thread(name: "fastcgi-\(index)") { [self] in run() }
        self.thread.withLock { $0 = thread }
    }

    func join() {
        thread.withLock { $0 }?.join()
    }

    private func run() {
        var reader = RequestReader(limits: limits)
        var isAccepting = true
        while true {
            var descriptors = [
                pollfd(fd: arrivals.fileDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: stop.fileDescriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: isAccepting ? listener.fileDescriptor : -1, events: Int16(POLLIN), revents: 0),
            ]
            // After a stop the descriptor stays readable for every acceptor; only the queue is waited for then.
            if !isAccepting { descriptors[1].fd = -1 }
            let count = unsafe poll(&descriptors, nfds_t(descriptors.count), isAccepting ? -1 : 100)
            if count < 0, errno != EINTR { usleep(Self.backOff) }
            if descriptors[0].revents != 0, let connection = arrivals.next() { read(connection, &reader) }
            if descriptors[1].revents != 0 {
                isAccepting = false
                if listener.isOwned { acceptAll(&reader) }
            } else if descriptors[2].revents != 0 {
                acceptAll(&reader)
            }
            if !isAccepting, server.isStopped { return }
        }
    }

    /// Accepts until the queue is empty; the socket does not block, so that another thread may win the race.
    private func acceptAll(_ reader: inout RequestReader) {
        while !server.isStopped {
            let fileDescriptor = cfastcgi_accept(listener.fileDescriptor)
            if fileDescriptor >= 0 {
                if let connection = server.admit(fileDescriptor) { read(connection, &reader) }
                continue
            }
            switch -fileDescriptor {
            case EAGAIN:
                return
            case EINTR, ECONNABORTED, EPROTO, ECONNRESET, ETIMEDOUT, ENETUNREACH, EHOSTUNREACH:
                continue
            default:
                logger.error("accept failed", metadata: ["error": "\(SystemCall.describe(-fileDescriptor))"])
                usleep(Self.backOff)
                return
            }
        }
    }

    private func read(_ connection: Connection, _ reader: inout RequestReader) {
        guard case .request(let fileDescriptor, let begin) = connection.examine() else { return }
        guard reader.begin(on: fileDescriptor) else {
            connection.failReading()
            return
        }
        switch reader.readBody(patience: Self.patience) {
        case .complete(let request, let isDrained):
            server.dispatch(request, begin, on: connection, isDrained: isDrained)
        case .slow:
            let slow = reader
            reader = RequestReader(limits: limits)
            readSlowly(connection, begin, slow)
        }
    }

    private func readSlowly(_ connection: Connection, _ begin: BeginRequest, _ reader: RequestReader) {
        let finish: @Sendable () -> Void = { [server] in
            guard case .complete(let request, let isDrained) = reader.readBody(patience: nil) else { return }
            server.dispatch(request, begin, on: connection, isDrained: isDrained)
        }
        do {
            try server.slowBodies.run(finish)
        } catch {
            logger.error("no thread for a slow body", metadata: ["error": "\(error)"])
            finish()
        }
    }
}
