// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1
import NIOPosix

/// The listening socket with its event loops; every accepted connection gets a `ConnectionHandler`.
struct SimulatorServer {
    /// The listening socket was closed, which nothing here does.
    private struct ListeningEnded: Error, CustomStringConvertible {
        let description = "the listening socket was closed"
    }

    private let group: MultiThreadedEventLoopGroup
    private let router: Router
    private let standardOutput: TerminalOutput

    init(threads: Int, verbose: Bool) {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        let standardError = verbose ? TerminalOutput(descriptor: 2, eventLoop: group.next()) : nil
        self.group = group
        self.router = Router(observations: Observations(verboseOutput: standardError))
        self.standardOutput = TerminalOutput(descriptor: 1, eventLoop: group.next())
    }

    /// Serves until the end of the process.
    func run(on address: ListenAddress) async throws {
        let router = router
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 8192)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)
                    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(decoder))
                    try channel.pipeline.syncOperations.addHandler(ConnectionHandler(router: router))
                }
            }
        let channel = try await bootstrap.bind(host: address.host, port: address.port).get()
        try await standardOutput.write(line: "listening on \(Self.describe(channel.localAddress))").get()
        try await channel.closeFuture.get()
        throw ListeningEnded()
    }

    private static func describe(_ address: SocketAddress?) -> String {
        guard let address, let host = address.ipAddress, let port = address.port else { return "an unknown address" }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
