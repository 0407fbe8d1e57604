// SPDX-License-Identifier: Apache-2.0

import Configuration
import FoundationEssentials
import Logging
import NIOConcurrencyHelpers
import Testing

@testable import Gateway

struct LogHandlerTests {
    private final class Lines: Sendable {
        let all = NIOLockedValueBox<[String]>([])
    }

    private func log(_ format: LogFormat, _ body: (Logger) -> Void) -> [String] {
        let lines = Lines()
        body(
            Logger(label: "test") { _ in
                StandardErrorLogHandler(threshold: LogThreshold(.info), format: format) { line in
                    lines.all.withLockedValue { $0.append(String(decoding: line, as: UTF8.self)) }
                }
            }
        )
        return lines.all.withLockedValue { $0 }
    }

    @Test func textLinesHoldTimeLevelMessageAndMetadataInOrder() throws {
        let lines = log(.text) { logger in
            logger.info("hello\nworld", metadata: ["b": "2", "a": "1"])
            logger.debug("not shown")
        }
        #expect(lines.count == 1)
        let line = try #require(lines.first)
        #expect(line.hasSuffix(" info hello world a=1 b=2"), "\(line)")
        #expect(line.contains(try Regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z ")))
    }

    @Test func jsonLinesAreObjects() throws {
        struct Line: Codable {
            var time: String
            var level: String
            var message: String
            var a: String
        }
        let lines = log(.json) { $0.warning("say \"x\"\n", metadata: ["a": "1"]) }
        let line = try JSONDecoder().decode(Line.self, from: Data(try #require(lines.first).utf8))
        #expect(line.level == "warning")
        #expect(line.message == "say \"x\"\n")
        #expect(line.a == "1")
    }

    @Test func linesThatNobodyReadAreToldOf() {
        let line = String(decoding: LogLine.dropped(3, .text), as: UTF8.self)
        #expect(line.hasSuffix(" warning 3 log lines were dropped: nobody read them"))
    }
}
