// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import Gateway
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import ServiceLifecycle
internal import Upstream

/// The gateway as a service: started, drained, stopped.
struct GatewayService: Service {
    private let configuration: Configuration
    private let listener: ListeningSocket
    private let logger: Logger
    private let eventLoops: MultiThreadedEventLoopGroup
    private let upstream: UpstreamClient
    private let gateway: Gateway
    private let server: Server

    init(_ configuration: Configuration, listener: ListeningSocket, logger: Logger) throws {
        self.configuration = configuration
        self.listener = listener
        self.logger = logger
        eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        upstream = UpstreamClient(
            eventLoopGroup: eventLoops,
            timeouts: configuration.upstreamTimeouts,
            proxies: configuration.proxies,
            trustedRootsFile: configuration.trustedRootsFile,
            logger: logger
        )
        gateway = try Gateway(
            configuration,
            upstream: upstream,
            eventLoops: Array(eventLoops.makeIterator()),
            logger: logger
        )
        server = try Server(
            listener: listener,
            limits: configuration.serverLimits,
            allowedPeers: configuration.socketPeers,
            handler: gateway,
            logger: logger
        )
    }

    func run() async throws {
        try server.start()
        logger.info("ready", metadata: ["listen": "\(listener.description)", "version": "\(Version.number)"])
        if configuration.secretToken == nil {
            logger.notice("SECRET_TOKEN is not set: whoever reaches the web server may call")
        }
        try? await gracefulShutdown()
        await drain()
        server.stop()
        gateway.cancelAll()
        await gateway.waitUntilIdle()
        try await upstream.shutdown()
        try await eventLoops.shutdownGracefully()
        logger.info("stopped")
    }

    /// Lets running requests finish, for as long as that may take.
    private func drain() async {
        gateway.drain()
        server.drain()
        let isIdle = await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await server.waitUntilIdle()
                return true
            }
            group.addTask { [timeout = configuration.drainTimeout] in
                try? await Task.sleep(for: timeout)
                return false
            }
            let isIdle = await group.next() ?? true
            // Whoever still waits is let go by ending the requests it waits for.
            if !isIdle { server.stop() }
            group.cancelAll()
            return isIdle
        }
        if !isIdle { logger.warning("some requests did not finish in time and were cut off") }
    }
}
