// SPDX-License-Identifier: Apache-2.0

internal import Configuration
internal import FastCGI
internal import Gateway
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import OperatingSystem
internal import Providers
internal import ServiceLifecycle
internal import Upstream

/// The gateway as a service: started, drained, stopped.
struct GatewayService: Service {
    /// How long streams that are ended have for their last event.
    private static let endingTime = Duration.seconds(2)
    /// The same when the process is to end at once.
    private static let lastWords = Duration.milliseconds(300)

    /// One for two cores: the web server needs as much as the gateway, and a thread that has more to do at a time is
    /// woken less often (docs/benchmarks.md).
    private static var eventLoopCount: Int { max(1, System.coreCount / 2) }

    /// The files that it opens for itself: those of each event loop, and those of the FastCGI server.
    static var openFiles: Int { 3 * eventLoopCount + 16 }

    /// The address space that its threads and their heaps reserve, in bytes.
    static var leastAddressSpace: Int { (512 + 192 * (eventLoopCount + System.coreCount)) << 20 }

    private let listener: ListeningSocket
    private let output: LogOutput
    private let logger: Logger
    private let eventLoops: MultiThreadedEventLoopGroup
    private let upstream: UpstreamClient
    private let gateway: Gateway
    private let server: Server
    private let reloading: ConfigurationReload

    init(
        _ configuration: Configuration,
        loader: ConfigurationLoader,
        listener: ListeningSocket,
        output: LogOutput,
        threshold: LogThreshold,
        logger: Logger
    ) throws {
        self.listener = listener
        self.output = output
        self.logger = logger
        eventLoops = MultiThreadedEventLoopGroup(numberOfThreads: Self.eventLoopCount)
        upstream = UpstreamClient(
            eventLoopGroup: eventLoops,
            timeouts: configuration.upstreamTimeouts,
            proxies: configuration.proxies,
            trustedRoots: configuration.trustedRoots
        )
        gateway = Gateway(
            configuration,
            upstream: upstream,
            eventLoops: Array(eventLoops.makeIterator()),
            requestLog: RequestLog(format: configuration.logFormat, write: output.write),
            logger: logger
        )
        server = try Server(
            listener: listener,
            limits: configuration.serverLimits,
            allowedPeers: configuration.socketPeers,
            handler: gateway,
            logger: logger
        )
        reloading = ConfigurationReload(of: gateway, with: loader, logger: logger) { threshold.level = $0.logLevel }
    }

    /// Reads the configuration again.
    ///
    /// - Returns: Whether there is a file to read.
    func reload() async -> Bool { await reloading.reload() }

    func run() async throws {
        try server.start()
        logger.info("ready", metadata: ["listen": "\(listener.description)", "version": "\(Version.number)"])
        if gateway.configuration.secretToken == nil {
            logger.notice("SECRET_TOKEN is not set: whoever reaches the web server may call")
        }
        async let _ = MemoryRelease(
            takePeak: { [gateway, server] in
                MemoryRelease.Load(requests: gateway.takePeak(), bytes: server.bodyMemory.takePeak())
            },
            giveBack: ProcessMemory.giveBack
        ).run()
        async let _ = SocketWatch(listener: listener, logger: logger).run()
        async let _ = ConfigurationWatch(reloading: reloading).run()
        async let _ = output.run()
        await waitForEnd()
        await drain()
        server.stop()
        gateway.cancelAll()
        await gateway.waitUntilIdle()
        logger.info("stopped")
    }

    /// Waits until the gateway is told to end, or nobody has needed it for long.
    private func waitForEnd() async {
        guard let limit = gateway.configuration.idleExit else {
            try? await gracefulShutdown()
            return
        }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await gracefulShutdown() }
            group.addTask {
                await IdleExit(gateway, after: limit).run()
                if !Task.isCancelled { logger.info("no request for GATEWAY_IDLE_EXIT: ending") }
            }
            await group.next()
            group.cancelAll()
        }
    }

    /// Lets running requests finish, for as long as that may take; then ends them, each with its error.
    private func drain() async {
        gateway.beginDraining()
        server.drain()
        guard await !isIdle(within: gateway.configuration.drainTimeout) else { return }
        logger.warning("some requests did not finish in time and are ended")
        gateway.cancelAll()
        _ = await isIdle(within: Self.endingTime)
    }

    /// Ends running requests now, each with its error, for as long as it takes to say so.
    func endRequests() async {
        gateway.cancelAll()
        // Their lines in the log come after their last bytes.
        if await isIdle(within: Self.lastWords) { await gateway.waitUntilIdle() }
        output.finish()
    }

    private func isIdle(within time: Duration) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                await server.waitUntilIdle()
                return !Task.isCancelled
            }
            group.addTask {
                try? await Task.sleep(for: time)
                return false
            }
            let isIdle = await group.next() ?? true
            group.cancelAll()
            return isIdle
        }
    }
}

extension GatewayService: CustomStringConvertible {
    /// Its name alone: the framework logs services as they describe themselves, and this one holds keys.
    var description: String { "gateway" }
}
