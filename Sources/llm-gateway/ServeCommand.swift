// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Configuration
internal import FastCGI
internal import FoundationEssentials
internal import Gateway
internal import Glibc
internal import Logging
internal import OperatingSystem
internal import ServiceLifecycle
internal import UnixSignals

/// `llm-gateway serve`, the default: answers requests until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer requests (the default).",
        discussion: """
            Listens on the first of these that there is: a socket from systemd, a listening socket on descriptor 0, \
            --listen, GATEWAY_LISTEN.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
        ProcessMemory.mapLargeBlocks()
        // Whoever reads the log may be gone.
        signal(SIGPIPE, SIG_IGN)
        // It may be in a file that is passed as a descriptor.
        var loader = options.loader
        var configuration = try options.load(&loader)
        let passedSockets = ListeningSocket.countFromSystemd(environment: ProcessInfo.processInfo.environment)
        InheritedDescriptors.close(keeping: passedSockets)
        // Before anything is made that a signal would leave behind.
        let unixSignals = await UnixSignalsSequence(trapping: StartingSignals.ending + StartingSignals.others)
        let output = LogOutput(format: configuration.logFormat)
        let threshold = LogThreshold(configuration.logLevel)
        let logger = Logger(label: "llm-gateway") { [format = configuration.logFormat] _ in
            StandardErrorLogHandler(threshold: threshold, format: format, write: output.write)
        }
        Self.limitFiles(&configuration, logger)
        let service: GatewayService
        do {
            try Self.protectMemory(configuration, logger)
            let listener = try Self.listener(configuration, logger)
            service = try GatewayService(
                configuration,
                loader: loader,
                listener: listener,
                output: output,
                threshold: threshold,
                logger: logger
            )
        } catch {
            StandardError.write("llm-gateway: \(error)")
            throw ExitCode(ConfigurationError.exitStatus)
        }
        // Services end in reverse order: the signals are watched until the gateway is done.
        let signals = SignalService(unixSignals, logger: logger)
        let services = [
            ServiceGroupConfiguration.ServiceConfiguration(service: signals),
            // It ends by itself when GATEWAY_IDLE_EXIT says so.
            .init(service: service, successTerminationBehavior: .gracefullyShutdownGroup),
        ]
        let group = ServiceGroup(configuration: .init(services: services, logger: logger))
        signals.onFirstSignal { await group.triggerGracefulShutdown() }
        signals.onSecondSignal { await service.endRequests() }
        signals.onHangUp { await service.reload() }
        try await group.run()
        // The client and its event loops end with the process: shutting them down would wait for connections that are
        // being made.
        output.finish()
        withExtendedLifetime(service) { Glibc.exit(EXIT_SUCCESS) }
    }

    /// Keeps what is in memory in memory, and no more of it than is needed.
    private static func protectMemory(_ configuration: Configuration, _ logger: Logger) throws {
        if let limit = ProcessMemory.addressSpaceLimit, limit < GatewayService.leastAddressSpace {
            throw ConfigurationError([
                "the limit of address space (ulimit -v, LimitAS=) is \(limit >> 20) MiB: expected none, or at least "
                    + "\(GatewayService.leastAddressSpace >> 20) MiB, most of which is never used; MemoryMax= limits memory"
            ])
        }
        if !configuration.allowsCoreDumps, let fault = ProcessMemory.forbidCoreDumps() {
            logger.warning("core dumps cannot be forbidden", metadata: ["error": "\(fault)"])
        }
    }

    /// Raises the limit of open files as far as it goes, and takes no more requests at once than it carries.
    private static func limitFiles(_ configuration: inout Configuration, _ logger: Logger) {
        let files = OpenFileLimit.raise()
        guard files > 0 else { return }
        let wanted = configuration.maximumRequests
        configuration.fit(openFiles: files, used: OpenFileLimit.countOpen() + GatewayService.openFiles)
        guard configuration.maximumRequests < wanted else { return }
        logger.warning(
            "the limit of open files is too low for GATEWAY_MAX_REQUESTS: raise it (ulimit -n, LimitNOFILE=)",
            metadata: ["open_files": "\(files)", "requests": "\(configuration.maximumRequests)"]
        )
    }

    /// The socket to listen on: inherited, or made.
    private static func listener(_ configuration: Configuration, _ logger: Logger) throws -> ListeningSocket {
        let environment = ProcessInfo.processInfo.environment
        if let socket = try ListeningSocket.fromSystemd(environment: environment) { return socket }
        if let socket = ListeningSocket.fromStandardInput() { return socket }
        guard let address = configuration.listenAddress else {
            throw ConfigurationError([
                "no socket to listen on: set GATEWAY_LISTEN, or pass --listen, for example --listen "
                    + "unix:/run/llm-gateway/llm-gateway.sock"
            ])
        }
        if !address.isLocal {
            logger.warning(
                "listening on an address that other machines may reach: whoever can connect can forge any request",
                metadata: ["address": "\(address)"]
            )
        }
        return try ListeningSocket.open(address, access: configuration.socketAccess)
    }
}
