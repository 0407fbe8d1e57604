// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JSONCoding
import Testing

/// Every exchange of `Exchanges`, recorded with 0.1.0: the same request and the same provider's answers lead to the
/// same bytes on both sides.
///
/// `RECORD_EXCHANGES=1` writes down what the gateway sends now, for exchanges that are new or are meant to change.
@Suite struct ExchangeTests {
    private static let folder = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Exchanges"
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_EXCHANGES"] != nil

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()

    @Test func exchangesAreFound() {
        #expect(Self.names.count >= 300)
    }

    @Test(arguments: names)
    func bytesAreAsRecorded(_ name: String) async throws {
        let path = Self.folder + "/" + name
        let exchange = Exchange(try JSONValue(parsing: Array(try Data(contentsOf: URL(filePath: path)))[...]))
        let (calls, writes) = try await exchange.run()
        if Self.isRecording {
            try Data(exchange.document(calls: calls, writes: writes)).write(to: URL(filePath: path))
            return
        }
        #expect(calls == exchange.recorded.calls)
        #expect(writes == exchange.recorded.writes)
        #expect(!writes.isEmpty)
    }
}
