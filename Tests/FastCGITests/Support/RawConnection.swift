// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc

/// A connection on a socket pair with the smallest buffers there are, without libfcgi and acceptors.
final class RawConnection: Sendable {
    final class Owner: ConnectionOwner {
        let arrived = Counter()
        let began = Counter()
        let ended = Counter()
        private let drains = Counter()

        var isDraining: Bool { drains.value > 0 }

        func drain() { drains.raise() }

        func connectionHasRequest(_ connection: Connection) { arrived.raise() }
        func connectionBeganRequest() { began.raise() }
        func connectionEndedRequest() { ended.raise() }
        func placeForUnreadBody(of connection: Connection) -> ArrivingBodies.Place? { nil }
    }

    /// A system call that failed.
    struct Failure: Error {}

    let peer: Peer
    let connection: Connection
    let owner: Owner

    init(
        _ poller: Poller,
        sendBuffer: Int32? = 1,
        receiveTimeout: Duration = .seconds(30)
    ) throws {
        var pair: [Int32] = [-1, -1]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw Failure()
        }
        if let sendBuffer { SocketOptions.set(pair[0], SOL_SOCKET, SO_SNDBUF, sendBuffer) }
        owner = Owner()
        connection = Connection(
            fileDescriptor: pair[0],
            // A unix socket's buffer would be given the size that streams have.
            isUnix: sendBuffer == nil,
            poller: poller,
            owner: owner,
            limits: ServerLimits(receiveTimeout: receiveTimeout)
        )
        peer = Peer(fileDescriptor: pair[1])
    }

    /// Lets a request begin and be read, and opens its response.
    func respond(id: Int = 1, keeps: Bool = false) throws -> any ResponseSink {
        let bytes = WireRequest(id: id, keeps: keeps).bytes
        try peer.send(bytes)
        var window = [UInt8](repeating: 0, count: 4_096)
        guard case .whole(let fileDescriptor, let begin) = connection.examine(&window) else { throw Failure() }
        var buffer = [UInt8](repeating: 0, count: bytes.count)
        guard unsafe recv(fileDescriptor, &buffer, buffer.count, 0) == bytes.count else { throw Failure() }
        return connection.finishReading(begin, keeps: true)
    }
}

/// A poller that runs as long as a test needs it.
final class RunningPoller: Sendable {
    let poller: Poller

    init() throws {
        poller = try Poller()
        try poller.start()
    }

    deinit {
        poller.stop()
    }
}
