// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Configuration
internal import Doctor
internal import NIOPosix
internal import OperatingSystem
internal import Upstream

/// `llm-gateway doctor [URL]`: examines an installation from the client's side and from the server's.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Examine an installation through its web server, and say what to change.",
        discussion: """
            To be run on the server, with the gateway's environment. Exits with 0, with 1 when something has failed, or \
            with 78 when the configuration has a fault. docs/doctor.md says what is checked.
            """
    )

    @OptionGroup var options: ConfigurationOptions

    @Argument(
        help: ArgumentHelp(
            "Where the web server offers the gateway; GATEWAY_PATH_PREFIX is added to an address without a path.",
            valueName: "url"
        )
    )
    var url = "http://localhost"

    @Flag(help: "Print one JSON object in place of the table.")
    var json = false

    func run() async throws {
        let configuration = try options.load()
        let address: SiteAddress
        do throws(BaseURL.Fault) {
            address = try SiteAddress(url, prefix: configuration.pathPrefix.path)
        } catch {
            throw ValidationError("the address \(error.rawValue)")
        }
        let report = try await examine(address, configuration)
        print(json ? report.json : report.text, terminator: json ? "\n" : "")
        if !report.isHealthy { throw ExitCode(EXIT_FAILURE) }
    }

    private func examine(_ address: SiteAddress, _ configuration: Configuration) async throws -> Report {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let executor = EventLoopExecutor(group.next())
        let doctor = Doctor(
            address,
            configuration: configuration,
            environmentFile: options.environmentFile,
            // The longest that is waited for is a silent stream that the web server holds back. The total ends what comes
            // drop by drop.
            web: UpstreamClient(
                eventLoopGroup: group,
                timeouts: UpstreamTimeouts(
                    firstByte: configuration.keepAliveInterval + .seconds(30),
                    idle: configuration.keepAliveInterval + .seconds(30),
                    total: configuration.keepAliveInterval + .seconds(30)
                ),
                trustedRoots: configuration.trustedRoots
            ),
            providers: UpstreamClient(
                eventLoopGroup: group,
                timeouts: UpstreamTimeouts(
                    connect: .seconds(10),
                    firstByte: .seconds(20),
                    idle: .seconds(20),
                    total: .seconds(30)
                ),
                proxies: configuration.proxies,
                trustedRoots: configuration.trustedRoots
            ),
            eventLoop: executor.eventLoop,
            note: StandardError.write
        )
        return await withTaskGroup(of: Report?.self) { tasks in
            tasks.addTask(executorPreference: executor) { await doctor.examine() }
            return await tasks.next() ?? nil
        } ?? Report(address: address.text, server: nil, findings: [])
    }
}
