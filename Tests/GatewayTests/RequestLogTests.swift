// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Configuration
import FoundationEssentials
import NIOConcurrencyHelpers
import NIOCore
import OperatingSystem
import Testing

@testable import Gateway

struct RequestLogTests {
    private static func report(path: String = "/llm/generation", model: String? = "gpt-4o") -> CallReport {
        CallReport(
            requestID: "r1",
            caller: "192.0.2.1",
            method: "POST",
            path: ByteString(path),
            endpoint: "/llm/generation",
            door: "native",
            status: 200,
            provider: model == nil ? nil : "openai",
            model: model.map { ByteString($0) },
            usage: model == nil ? nil : Usage(promptTokens: 11, completionTokens: 8, totalTokens: 19),
            providerStatus: model == nil ? nil : "200",
            timeToFirstByte: .microseconds(12_345),
            duration: .milliseconds(20),
            overhead: .microseconds(7),
            isDisconnected: false,
            isCancelled: false,
            isFailedStream: false
        )
    }

    private static func line(_ format: LogFormat, _ report: CallReport) -> String {
        let lines = NIOLockedValueBox<[String]>([])
        RequestLog(format: format) { line in
            lines.withLockedValue { $0.append(String(decoding: line, as: UTF8.self)) }
        }.write(report)
        return lines.withLockedValue { $0.joined(separator: "\n") }
    }

    @Test func aTextLineHasAllKeysInOrder() throws {
        let line = Self.line(.text, Self.report())
        let words = """
             info request request_id=r1 client=192.0.2.1 method=POST path=/llm/generation status=200 provider=openai \
            model=gpt-4o prompt_tokens=11 completion_tokens=8 first_byte_ms=12.345 total_ms=20.000 own_ms=0.007 \
            cancelled=no failed=no provider_status=200 door=native
            """
        #expect(line.hasSuffix(words), "\(line)")
        #expect(line.contains(try Regex(#"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z "#)))
    }

    @Test func whatIsNotKnownIsADash() {
        let line = Self.line(.text, Self.report(model: nil))
        #expect(line.contains(" provider=- model=- prompt_tokens=- completion_tokens=- "), "\(line)")
        #expect(line.hasSuffix(" provider_status=- door=native"), "\(line)")
    }

    @Test func whatACallerChoosesStaysOneWord() {
        let line = Self.line(.text, Self.report(path: "/a b\nstatus=1", model: "m\" status=2"))
        #expect(line.contains(#" path="/a b\u000astatus=1" status=200 "#), "\(line)")
        #expect(line.contains(#" model="m\" status=2" "#), "\(line)")
        let signs = Self.line(.text, Self.report(path: "/\u{9B}2J\u{85}x", model: "\u{1F600}"))
        #expect(signs.contains(#" path="/\u009b2J\u0085x" "#) && signs.contains(#" model="\ud83d\ude00" "#), "\(signs)")
        let long = Self.line(.text, Self.report(model: String(repeating: "é", count: 100_000)))
        #expect(long.utf8.count < 1_000)
    }

    @Test func aJSONLineIsAnObject() throws {
        struct Line: Decodable {
            var time: String
            var message: String
            var status: Int
            var model: String?
            var prompt_tokens: Int?
            var total_ms: Double
            var cancelled: Bool
            var door: String
        }
        func decode(_ report: CallReport) throws -> Line {
            try JSONDecoder().decode(Line.self, from: Data(Self.line(.json, report).utf8))
        }
        let line = try decode(Self.report(path: "/\"\n", model: "m\u{0}"))
        #expect(line.message == "request")
        #expect(line.status == 200)
        #expect(line.model == "m\u{0}")
        #expect(line.prompt_tokens == 11)
        #expect(line.total_ms == 20)
        #expect(!line.cancelled)
        #expect(line.door == "native")
        #expect(try decode(Self.report(model: nil)).prompt_tokens == nil)
    }

    /// The door is known also of a path that leads nowhere, and of a request without the key.
    @Test(arguments: [
        ("/", "native"), ("/llm/x", "native"), ("/x", "native"), ("/openapi.json", "native"),
        ("/v1/models/x", "openai"), ("/v1/x", "openai"), ("/healthz", "health"), ("/healthz/x", "health"),
        ("/metrics", "metrics"),
    ])
    func aLineNamesTheDoor(_ path: String, _ door: String) async throws {
        for key in ["k", "wrong"] {
            let client = try DoorClient([], settings: ["GATEWAY_METRICS": "on"])
            _ = await client.send(path, "", method: "GET", headers: ["HTTP_X_API_KEY": key])
            #expect(await client.gateway.log().first?.hasSuffix(" door=\(door)") == true)
        }
    }

    @Test(arguments: [
        (0, 0, "1970-01-01T00:00:00.000Z"), (951_782_399, 7, "2000-02-28T23:59:59.007Z"),
        (1_795_521_600, 999, "2026-11-24T12:00:00.999Z"),
    ])
    func timesAreInUTC(_ seconds: Int, _ milliseconds: Int, _ text: String) {
        var line: [UInt8] = []
        LogTime.append(seconds: seconds, milliseconds: milliseconds, to: &line)
        #expect(String(decoding: line, as: UTF8.self) == text)
    }
}
