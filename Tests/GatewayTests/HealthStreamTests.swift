// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Configuration
import FastCGI
import JSONCoding
import Providers
import Testing

@testable import Gateway

struct HealthStreamTests {
    @Test(arguments: [
        ("id=a-1_b.C", "a-1_b.C"), ("pause=keep-alive&id=7", "7"), ("i%64=%41", "A"), ("id=1&id=2", "1"), ("", nil),
        ("other=id", nil),
    ])
    func theIDIsReadFromTheQuery(_ query: String, _ id: String?) throws {
        #expect(try HealthStreamID.given(in: RequestQuery(ByteString(query))) == id)
    }

    @Test(arguments: ["id", "id=", "id=a%20b", "id=a%22", "id=%zz", "id=" + String(repeating: "a", count: 65)])
    func anIDThatCouldDoHarmIsRefused(_ query: String) {
        #expect(throws: GatewayError.self) { try HealthStreamID.given(in: RequestQuery(ByteString(query))) }
    }

    @Test func aQueryIsDecoded() {
        let query = RequestQuery("a=%2Fx%3d1&b&=c&d=e=f&g=%7")
        #expect(query["a"] == "/x=1")
        #expect(query["b"] == "")
        #expect(query["d"] == "e=f")
        #expect(query["g"] == "%7")
        #expect(query["c"] == nil)
    }

    @Test func onlyTheLastOutcomesAreKept() {
        let outcomes = HealthStreamOutcomes(limit: 3)
        let tickets = (0..<5).map { outcomes.begin("s\($0)") }
        #expect(outcomes["s0"] == nil)
        #expect(outcomes["s1"] == nil)
        let ended = HealthStreamOutcome(state: .disconnected, chunks: 3, milliseconds: 250)
        for ticket in tickets { outcomes.update(ticket, ended) }
        #expect(outcomes["s0"] == nil)
        #expect(outcomes["s2"] == ended)
        #expect(outcomes["s4"] == ended)
    }

    @Test func theLatestStreamOfAnIDCounts() {
        let outcomes = HealthStreamOutcomes()
        let first = outcomes.begin("same")
        _ = outcomes.begin("same")
        outcomes.update(first, HealthStreamOutcome(state: .finished, chunks: 10, milliseconds: 900))
        #expect(outcomes["same"] == HealthStreamOutcome())
    }

    @Test func theSilenceIsAboveTheInterval() {
        #expect(HealthStreamPace.steady.times.count == 10)
        #expect(HealthStreamPace.steady.times.last == .milliseconds(900))
        let times = HealthStreamPace.silence(of: .seconds(15)).times
        #expect(times.count == 2)
        #expect(times[1] > .seconds(15))
        #expect(times[1] < .seconds(16))
    }

    private func params(_ variables: [String: String]) -> Params {
        variables.reduce(into: Params()) { $0.append(name: $1.key.utf8, value: $1.value.utf8) }
    }

    private func facts(_ params: Params) throws -> JSONValue {
        var configuration = Configuration()
        configuration.keepAliveInterval = .milliseconds(1_500)
        var writer = JSONWriter()
        writer.beginObject()
        HealthStreamFacts(configuration, process: 42).write(Request(params: params), to: &writer)
        writer.endObject()
        return try JSONValue(parsing: writer.take()[...])
    }

    @Test func theFactsTellOfKeysOnlyThatTheyCame() throws {
        let facts = try facts(
            Params([
                "HTTP_X_API_KEY": "s3cret", "HTTP_AUTHORIZATION": "Bearer s3cret", "REMOTE_ADDR": "192.0.2.7",
                "HTTPS": "on", "SERVER_SOFTWARE": "nginx/1.22.1", "SERVER_PROTOCOL": "HTTP/2.0",
            ])
        )
        let request = try #require(facts["request"])
        #expect(request["x_api_key"]?.boolValue == true)
        #expect(request["authorization"]?.boolValue == true)
        #expect(request["request_id"]?.boolValue == false)
        #expect(request["x_forwarded_for"]?.boolValue == false)
        #expect(request["https"]?.boolValue == true)
        #expect(request["remote_addr"]?.stringValue == "192.0.2.7")
        #expect(request["server_software"]?.stringValue == "nginx/1.22.1")
        #expect(request["server_protocol"]?.stringValue == "HTTP/2.0")
        #expect(request["apache_module"] == .null)
        #expect(!"\(facts)".contains("s3cret"))
        let gateway = try #require(facts["gateway"])
        #expect(gateway["version"]?.stringValue == Version.number)
        #expect(gateway["process"]?.intValue == 42)
        #expect(gateway["max_body"]?.intValue == 16_777_216)
        #expect(gateway["keepalive_interval"]?.doubleValue == 1.5)
        #expect(gateway["total_timeout"]?.intValue == 600)
    }

    @Test(
        arguments: [
            (["HTTPS": "on"], true), (["HTTPS": "off"], false), (["HTTPS": ""], false),
            (["REQUEST_SCHEME": "https"], true), (["REQUEST_SCHEME": "http"], false), ([:], false),
        ] as [([String: String], Bool)]
    )
    func theSchemeIsRecognised(_ variables: [String: String], _ isSecure: Bool) throws {
        #expect(try facts(params(variables))["request"]?["https"]?.boolValue == isSecure)
    }

    @Test(arguments: [
        ("proxy:fcgi://gateway/llm/", "mod_proxy_fcgi"), ("/var/www/llm.fcgi", "mod_fcgid"), ("", nil),
    ])
    func apachesModuleIsRecognised(_ file: String, _ module: String?) throws {
        let variables = ["SERVER_SOFTWARE": "Apache/2.4.62 (Debian)", "SCRIPT_FILENAME": file]
        #expect(try facts(params(variables))["request"]?["apache_module"]?.stringValue == module)
    }
}
