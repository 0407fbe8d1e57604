// SPDX-License-Identifier: Apache-2.0

import ByteStrings
@testable import FastCGI
import Glibc
import Logging
import NIOConcurrencyHelpers

/// A server on a socket of its own, and what reached its handler.
final class TestServer: Sendable {
    /// A request that waits for the test to answer it.
    struct Exchange: Sendable {
        var request: Request
        var response: any ResponseSink
    }

    /// A request that did not come.
    struct NoRequest: Error {}

    private final class Handler: RequestHandler {
        let inbox = NIOLockedValueBox<[Exchange]>([])
        let count = Counter()
        let answer: (@Sendable (Request, any ResponseSink) -> Void)?
        let admit: @Sendable (Params) -> BodyAdmission

        init(
            _ answer: (@Sendable (Request, any ResponseSink) -> Void)?,
            _ admit: @escaping @Sendable (Params) -> BodyAdmission
        ) {
            self.answer = answer
            self.admit = admit
        }

        func admission(of params: Params) -> BodyAdmission { admit(params) }

        func handle(_ request: Request, _ response: any ResponseSink) {
            count.raise()
            if let answer {
                answer(request, response)
            } else {
                inbox.withLockedValue { $0.append(Exchange(request: request, response: response)) }
            }
        }
    }

    let server: Server
    let listener: ListeningSocket
    let path: String
    /// The port of a TCP server.
    let port: UInt16?
    private let directory = TemporaryDirectory()
    private let handler: Handler

    /// Starts a server; without an `answer`, requests wait for ``next()``.
    init(
        tcp: Bool = false,
        limits: ServerLimits = ServerLimits(),
        allowedPeers: Set<UInt32>? = nil,
        answer: (@Sendable (Request, any ResponseSink) -> Void)? = nil,
        admit: @escaping @Sendable (Params) -> BodyAdmission = { _ in .wanted(caller: "192.0.2.1") }
    ) throws {
        path = directory.file("fcgi.sock")
        handler = Handler(answer, admit)
        listener = try ListeningSocket.open(tcp ? .tcp(host: "127.0.0.1", port: 0) : .unix(path: path))
        port = listener.port
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        server = try Server(
            listener: listener,
            limits: limits,
            allowedPeers: allowedPeers,
            handler: handler,
            logger: logger
        )
        try server.start()
    }

    /// Starts a server that answers each request with its body.
    static func echo(tcp: Bool = false, limits: ServerLimits = ServerLimits()) throws -> TestServer {
        try TestServer(tcp: tcp, limits: limits) { request, response in response.finish(request.body) }
    }

    /// The number of requests that reached the handler.
    var requestCount: Int { handler.count.value }

    func connect() throws -> Peer {
        if let port { return try Peer(port: port) }
        return try Peer(path: path)
    }

    /// Connects and sends bytes.
    func send(_ bytes: [UInt8]) throws -> Peer {
        let peer = try connect()
        try peer.send(bytes)
        return peer
    }

    /// Takes the next request that reached the handler, waiting for it.
    func next() throws -> Exchange {
        guard eventually({ handler.inbox.withLockedValue { !$0.isEmpty } }) else { throw NoRequest() }
        return handler.inbox.withLockedValue { $0.removeFirst() }
    }

    /// The number of descriptors of this process whose own address is the server's unix socket: the listener's, and
    /// one for each connection that the server holds.
    var descriptorCount: Int {
        (0..<4_096).count { fileDescriptor in
            var address = sockaddr_un()
            var size = socklen_t(MemoryLayout<sockaddr_un>.size)
            let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    unsafe getsockname(Int32(fileDescriptor), pointer, &size)
                }
            }
            guard result == 0, address.sun_family == sa_family_t(AF_UNIX) else { return false }
            return unsafe withUnsafeBytes(of: address.sun_path) { bytes in
                unsafe bytes.prefix { $0 != 0 }.elementsEqual(path.utf8)
            }
        }
    }

    func stop() {
        server.stop()
    }

    deinit {
        server.stop()
    }
}
