// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Configuration
import FastCGI
import FoundationEssentials
import HTTPTypes
import Logging
import NIOConcurrencyHelpers
import NIOCore
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Gateway

/// Settings that change while requests are in flight.
struct ReloadTests {
    private static func answer(_ text: String) -> ScriptedResponse {
        ScriptedResponse(#"{"choices":[{"index":0,"message":{"content":"\#(text)"},"finish_reason":"stop"}]}"#)
    }

    private static let hello = #"{"model":"openai/gpt-4o","user_prompt":"Hi"}"#

    @Test func newCallsHaveTheNewSettings() async throws {
        let before = "access: {key: old}\nproviders: {openai: {key: p1}}\ntimeouts: {total: 7}\n"
        let fixture = try ReloadFixture(before, [:], [Self.answer("a"), Self.answer("b")])
        #expect(await fixture.send("POST", "/llm/generation", Self.hello, key: "old").status == 200)
        #expect(await fixture.send("GET", "/llm/providers", key: "new").status == 401)
        try fixture.write(
            """
            access: {key: new}
            providers: {openai: {key: p2, base_url: http://elsewhere:1}, mine: {base_url: http://mine}}
            timeouts: {total: 8}
            """
        )
        #expect(await fixture.reload.reload())
        #expect(await fixture.send("GET", "/llm/providers", key: "old").status == 401)
        #expect(await fixture.send("POST", "/llm/generation", Self.hello, key: "new").status == 200)
        #expect(await fixture.send("GET", "/llm/providers", key: "new").body.contains("\"local\",\"mine\""))
        let requests = fixture.gateway.upstream.requests
        #expect(requests.map { $0.headerFields[.authorization] } == ["Bearer p1", "Bearer p2"])
        #expect(requests.map(\.origin.description) == ["https://api.openai.com", "http://elsewhere:1"])
        #expect(requests.map(\.timeouts?.total) == [.seconds(7), .seconds(8)])
        // A body is taken of whoever has the new key.
        #expect(fixture.log.contains("notice the configuration was read again cause=signal file=\(fixture.path)"))
    }

    /// A call that asks twice asks the same provider twice, whatever has come into force in between.
    @Test func callsInFlightEndUnderTheirSettings() async throws {
        let action = NIOLockedValueBox<(@Sendable () async -> Void)?>(nil)
        let fixture = try ReloadFixture(
            "providers: {openai: {key: p1, base_url: http://one}}\n",
            [:],
            [Self.answer(""), Self.answer("A"), Self.answer("A")]
        ) { ActingUpstream($0, action) }
        action.withLockedValue { action in
            action = {
                try? fixture.write("providers: {openai: {key: p2, base_url: http://two}}\ntimeouts: {idle: 5}\n")
                _ = await fixture.reload.reload()
            }
        }
        let choice =
            #"{"model":"openai/gpt-4o","user_prompt":"Hi","classes":[{"id":"a","label":"A"},{"id":"b","label":"B"}]}"#
        #expect(await fixture.send("POST", "/llm/classification", choice).status == 200)
        action.withLockedValue { $0 = nil }
        #expect(await fixture.send("POST", "/llm/classification", choice).status == 200)
        let requests = fixture.gateway.upstream.requests
        #expect(requests.map(\.origin.description) == ["http://one", "http://one", "http://two"])
        #expect(requests.map { $0.headerFields[.authorization] } == ["Bearer p1", "Bearer p1", "Bearer p2"])
        #expect(requests.map(\.timeouts?.idle) == [.seconds(60), .seconds(60), .seconds(5)])
    }

    @Test func aFileWithAFaultChangesNothingAndIsTold() async throws {
        let fixture = try ReloadFixture("access: {key: s3cret}\nmetrics: on\n", ["OPENAI_API_KEY": "k"])
        func metrics() async -> [String] {
            await fixture.send("GET", "/metrics", key: "s3cret").body.split(separator: "\n").map(String.init)
                .filter { $0.hasPrefix("llm_gateway_configuration") }
        }
        let start = await metrics()
        #expect(start.count == 4)
        #expect(start.contains(#"llm_gateway_configuration_reloads_total{result="success"} 0"#))
        #expect(start.contains("llm_gateway_configuration_last_reload_successful 1"))
        let time = start.first { $0.hasPrefix("llm_gateway_configuration_last_reload_success_timestamp_seconds ") }
        #expect((time?.split(separator: " ").last.flatMap { Double($0) } ?? 0) > 1_700_000_000)

        try fixture.write("access: {key: other-s3cret, kye: x}\nlog: {level: loud}\n")
        #expect(await fixture.reload.reload())
        #expect(await fixture.send("GET", "/llm/providers", key: "s3cret").status == 200)
        let failed = await metrics()
        #expect(failed.contains(#"llm_gateway_configuration_reloads_total{result="failure"} 1"#))
        #expect(failed.contains("llm_gateway_configuration_last_reload_successful 0"))
        #expect(failed.contains { $0 == time })
        #expect(
            fixture.log == [
                "error the configuration has faults: the one before stays in force cause=signal faults=2",
                "error a fault of the configuration fault=\(fixture.path):1:29: access.kye: not known to this version; did you mean key?",
                "error a fault of the configuration fault=\(fixture.path):2:14: log.level: expected one of trace, debug, info, "
                    + "notice, warning, error, critical, got \"loud\"",
            ]
        )
        try fixture.write("access: {key: third}\nmetrics: on\n")
        #expect(await fixture.reload.reload())
        #expect(await fixture.send("GET", "/llm/providers", key: "third").status == 200)
        let mended = await fixture.send("GET", "/metrics", key: "third").body
        #expect(mended.contains("llm_gateway_configuration_last_reload_successful 1\n"))
        #expect(!fixture.log.joined().contains("s3cret"))
    }

    @Test func withoutAFileThereIsNothingToReadAndNothingToCount() async throws {
        let gateway = try InProcessGateway(["GATEWAY_METRICS": "on"])
        let loader = ConfigurationLoader(environment: [:], directories: ["/nonexistent"])
        let reload = ConfigurationReload(of: gateway.gateway, with: loader, logger: .init(label: "test"))
        #expect(await !reload.reload())
        await reload.look()
        let writes = await gateway.send(.init(params: ["REQUEST_METHOD": "GET", "REQUEST_URI": "/metrics"], body: []))
        let text = String(decoding: writes.joined(), as: UTF8.self)
        #expect(text.contains("llm_gateway_requests_in_flight"))
        #expect(!text.contains("llm_gateway_configuration"))
    }

    @Test func aFileThatComesLaterIsFoundWhenItIsAskedFor() async throws {
        let directory = "\(FileManager.default.temporaryDirectory.path)/late-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let gateway = try InProcessGateway()
        let loader = ConfigurationLoader(environment: [:], directories: [directory])
        let reload = ConfigurationReload(of: gateway.gateway, with: loader, logger: .init(label: "test"))
        #expect(await !reload.reload())
        try "models: [local/a]\n".write(toFile: "\(directory)/llm-gateway.yaml", atomically: false, encoding: .utf8)
        #expect(await reload.reload())
        #expect(gateway.gateway.configuration.models.count == 1)
    }

    @Test func aGatewayThatIsOpenFromNowOnIsWarnedOf() async throws {
        let fixture = try ReloadFixture("access: {key: k}\n")
        try fixture.write("access: {}\n")
        #expect(await fixture.reload.reload())
        #expect(fixture.log.last == "warning there is no key any more: whoever reaches the web server may call")
        #expect(await fixture.send("GET", "/llm/providers").status == 200)
        #expect(await fixture.reload.reload())
        #expect(fixture.log.count == 3)
    }

    @Test func aChangeIsSeenAndReadOnce() async throws {
        let fixture = try ReloadFixture("models: [local/a]\n")
        for _ in 0..<3 { await fixture.reload.look() }
        #expect(fixture.log == [])
        try fixture.write("models: [local/a, local/b]\n")
        await fixture.reload.look()
        #expect(fixture.log == [])
        for _ in 0..<3 { await fixture.reload.look() }
        #expect(fixture.log == ["notice the configuration was read again cause=change file=\(fixture.path)"])
        #expect(fixture.gateway.gateway.configuration.models.count == 2)
        // What a signal has asked for is no further change.
        try fixture.write("models: [local/c]\n")
        #expect(await fixture.reload.reload())
        for _ in 0..<3 { await fixture.reload.look() }
        #expect(fixture.log.count == 2)
        // Neither a fault nor its cause is told again and again.
        try FileManager.default.removeItem(atPath: fixture.path)
        for _ in 0..<5 { await fixture.reload.look() }
        #expect(fixture.log.count == 4)
        #expect(fixture.log.last?.hasSuffix("cannot be read: No such file or directory (errno 2)") == true)
        #expect(fixture.gateway.gateway.configuration.models.count == 1)
    }

    @Test func whatNeedsARestartIsNamedAndStays() async throws {
        let fixture = try ReloadFixture("limits: {requests: 3}\nlog: {level: notice}\n")
        try fixture.write("limits: {requests: 4}\nlog: {level: debug, format: json}\nmetrics: on\n")
        #expect(await fixture.reload.reload())
        let sentence = "warning a setting has changed that is read at the start alone: restart the gateway setting="
        #expect(
            fixture.log.suffix(3) == [
                "\(sentence)limits.requests (GATEWAY_MAX_REQUESTS)", "\(sentence)metrics (GATEWAY_METRICS)",
                "\(sentence)log.format (GATEWAY_LOG_FORMAT)",
            ]
        )
        #expect(fixture.gateway.gateway.configuration.maximumRequests == 3)
        #expect(await fixture.send("GET", "/metrics").status == 404)
        // The level holds for loggers that there were before, and for the lines of requests.
        #expect(fixture.threshold.level == .debug)
        #expect(await fixture.gateway.log().count == 1)
        try fixture.write("limits: {requests: 3}\nlog: {level: notice}\n")
        #expect(await fixture.reload.reload())
        _ = await fixture.send("GET", "/")
        #expect(await fixture.gateway.log().count == 1)
        #expect(fixture.log.count == 5)
    }

    /// Requests go on while the file changes fifty times, well and badly: none fails.
    @Test(.timeLimit(.minutes(2)))
    func noRequestFailsWhileTheFileChanges() async throws {
        let responses = Array(repeating: Self.answer("Hi"), count: 20_000)
        let fixture = try ReloadFixture("providers: {openai: {key: p0}}\n", [:], responses)
        let isOver = NIOLockedValueBox(false)
        let sent = NIOLockedValueBox(0)
        let failed = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var failed = 0
                    while !isOver.withLockedValue({ $0 }), sent.withLockedValue({ $0 }) < 19_000 {
                        let response = await fixture.send("POST", "/llm/generation", Self.hello)
                        sent.withLockedValue { $0 += 1 }
                        if response.status != 200 || !response.body.contains("\"Hi\"") { failed += 1 }
                    }
                    return failed
                }
            }
            for number in 0..<50 {
                // Requests end between any two changes.
                let before = sent.withLockedValue { $0 }
                while sent.withLockedValue({ $0 }) < min(before + 16, 19_000) { await Task.yield() }
                let isGood = number % 3 != 2
                let good =
                    "providers: {openai: {key: p\(number), base_url: http://h\(number % 7)}}\ntimeouts: {idle: \(number + 1)}\n"
                try fixture.write(isGood ? good : "providers: {openai: {key: [}}\n")
                _ = await fixture.reload.reload()
                let key = fixture.gateway.gateway.configuration.registry["openai"]?.key?.revealed
                #expect(key == "p\(isGood ? number : number - 1)")
            }
            isOver.withLockedValue { $0 = true }
            return try await group.reduce(0, +)
        }
        #expect(failed == 0)
        #expect(sent.withLockedValue { $0 } >= 800)
        // Each request went to one provider, with one key of it and one limit: of one file.
        for request in fixture.gateway.upstream.requests where request.origin.host.hasPrefix("h") {
            let number = request.headerFields[.authorization].flatMap { Int($0.dropFirst("Bearer p".count)) } ?? -1
            #expect(request.origin.host == "h\(number % 7)")
            #expect(request.timeouts?.idle == .seconds(number + 1))
        }
        #expect(fixture.log.count { $0.hasPrefix("notice the configuration was read again") } == 34)
    }
}

/// A way to the providers on which something is done before each answer.
private struct ActingUpstream: UpstreamCalling {
    let upstream: ScriptedUpstream
    let action: NIOLockedValueBox<(@Sendable () async -> Void)?>

    init(_ upstream: ScriptedUpstream, _ action: NIOLockedValueBox<(@Sendable () async -> Void)?>) {
        self.upstream = upstream
        self.action = action
    }

    var openConnections: Int { 0 }

    func execute(
        _ request: consuming UpstreamRequest,
        on eventLoop: any EventLoop,
        receiver: any UpstreamReceiver
    ) async throws {
        await action.withLockedValue { $0 }?()
        try await upstream.execute(request, on: eventLoop, receiver: receiver)
    }
}
