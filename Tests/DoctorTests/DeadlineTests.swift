// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Configuration
import NIOCore
import NIOPosix
import Providers
import Testing
import Upstream

@testable import Doctor

/// Servers that are never silent for long, and never come to an end.
@Suite(.timeLimit(.minutes(1)))
struct DeadlineTests {
    private static let deadline = Duration.seconds(1)
    /// Long before any other limit.
    private static let soon = Duration.seconds(20)

    private static func head(_ type: String) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: \(type)\r\nContent-Length: 1000000\r\n\r\n"
    }

    /// Runs a body on an event loop with a client whose total limit is that.
    private static func with<Result: Sendable>(
        total: Duration,
        _ body: @escaping @Sendable (UpstreamClient, any EventLoop) async throws -> Result
    ) async throws -> (result: Result, time: Duration) {
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let client = UpstreamClient(
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            timeouts: UpstreamTimeouts(total: total)
        )
        let start = ContinuousClock.now
        let result = try await Task(executorPreference: EventLoopExecutor(eventLoop)) {
            try await body(client, eventLoop)
        }.value
        let time = ContinuousClock.now - start
        try await client.shutdown()
        return (result, time)
    }

    @Test(arguments: ["application/json", "text/event-stream"])
    func aResponseThatDripsEndsWithTheDeadline(_ type: String) async throws {
        let (response, time) = try await DrippingServer.with { _ in
            Self.head(type)
        } _: { server in
            let address = try SiteAddress("http://127.0.0.1:\(server.port)")
            return try await Self.with(total: Self.deadline) { client, eventLoop in
                await SiteClient(address, key: "key", upstream: client, eventLoop: eventLoop).get("/")
            }
        }
        #expect(response.status == 200)
        #expect(!response.body.isEmpty)
        #expect(response.failure?.code == .timeout(.total))
        #expect(response.duration >= Self.deadline / 2)
        #expect(time < Self.soon)
    }

    /// A head may drip as well as a body.
    @Test func aProviderThatDripsIsAFinding() async throws {
        let (finding, time) = try await DrippingServer.with { _ in
            "HTTP/1.1 200 OK\r\nX: "
        } _: { server in
            let settings = ProviderSettings(baseURL: "http://127.0.0.1:\(server.port)")
            let registry = try ProviderRegistry(ProviderConfiguration(settings: ["local": settings]))
            let provider = try #require(registry[ByteString("local")])
            return try await Self.with(total: Self.deadline) { client, eventLoop in
                await ProviderCheck(provider: provider, upstream: client, eventLoop: eventLoop, isWanted: true)
                    .finding()
            }
        }
        #expect(finding?.verdict == .warning)
        #expect(finding?.seen.contains("within 1.0 s") == true, "\(String(describing: finding))")
        #expect(time < Self.soon)
    }

    /// The interval is the running gateway's, the time that is waited follows from the configuration here.
    @Test(arguments: [(15, Verdict.unknown), (0.1, .failed)])
    func onlyWhatLastsTheIntervalIsAFaultOfTheWebServer(_ interval: Double, _ verdict: Verdict) async throws {
        let facts = try #require(GatewayFacts(Facts.chunk(keepAliveInterval: interval)))
        let (finding, _) = try await DrippingServer.with { _ in
            Self.head("text/event-stream")
        } _: { server in
            let address = try SiteAddress("http://127.0.0.1:\(server.port)")
            return try await Self.with(total: Self.deadline) { client, eventLoop in
                let site = SiteClient(address, key: "key", upstream: client, eventLoop: eventLoop)
                return await SilenceCheck(site: site, server: .nginx, facts: facts).finding()
            }
        }
        #expect(finding.verdict == verdict, "\(finding)")
    }

    /// An answer that the gateway has ready is not waited for as long as for one that it has to make.
    @Test func theOutcomeIsWaitedForNoLongerThanItTakes() async throws {
        let (outcome, time) = try await DrippingServer.with { _ in
            Self.head("application/json")
        } _: { server in
            let address = try SiteAddress("http://127.0.0.1:\(server.port)")
            return try await Self.with(total: .seconds(40)) { client, eventLoop in
                let site = SiteClient(address, key: "key", upstream: client, eventLoop: eventLoop)
                return await OutcomePoll(site: site, server: .nginx).outcome(of: "x", within: .milliseconds(100))
            }
        }
        #expect(outcome == nil)
        #expect(time >= OutcomePoll.answerLimit / 2)
        #expect(time < Self.soon)
    }

    /// Every check has its deadline, whatever the others have had.
    @Test func anExaminationEnds() async throws {
        let facts = String(decoding: Facts.chunk(), as: UTF8.self)
        let chunk = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: \(facts)\n\n"
        try await DrippingServer.with { target in
            target.contains("/healthz/stream") ? chunk : Self.head("application/json")
        } _: { server in
            let configuration = try Configuration(environment: ["LOCAL_BASE_URL": "http://127.0.0.1:\(server.port)"])
            let address = try SiteAddress("http://127.0.0.1:\(server.port)")
            let (report, time) = try await Self.with(total: Self.deadline) { client, eventLoop in
                await Doctor(
                    address,
                    configuration: configuration,
                    environmentFile: nil,
                    web: client,
                    providers: client,
                    eventLoop: eventLoop,
                    note: { _ in }
                ).examine()
            }
            #expect(server.requests >= 5)
            #expect(report.findings.contains { $0.check == "provider local" }, "\(report.text)")
            #expect(report.findings.contains { $0.check == "silence" && $0.verdict == .unknown }, "\(report.text)")
            #expect(time < Self.soon)
        }
    }
}
