// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Benchmarks

struct InstructionRecordTests {
    private static let text = """
        # A remark.
        x86_64 request 200000
        x86_64 chunk 20000
        aarch64 request 190000

        """

    @Test
    func eachArchitectureHasCountsOfItsOwn() throws {
        let record = InstructionRecord(Self.text)
        #expect(try record.counts(of: "x86_64").counts == [.request: 200_000, .chunk: 20_000])
        #expect(try record.counts(of: "aarch64").counts == [.request: 190_000])
        #expect(try record.counts(of: "riscv64").counts.isEmpty)
    }

    @Test
    func newCountsReplaceThoseOfTheirArchitecture() {
        var record = InstructionRecord(Self.text)
        record.replace(InstructionCounts(counts: [.request: 150_000.4]), of: "x86_64")
        #expect(record.text == "# A remark.\naarch64 request 190000\nx86_64 request 150000\n")
    }

    @Test(arguments: ["x86_64 request", "x86_64 nothing 1", "x86_64 request many", "x86_64 request 1 2"])
    func aLineOfAnotherFormIsRefused(_ line: String) {
        #expect(throws: (any Error).self) { try InstructionRecord(line).counts(of: "x86_64") }
    }

    @Test
    func moreThanATenthIsTooMuch() {
        let recorded = InstructionCounts(counts: [.request: 200_000, .stream: 300_000, .chunk: 20_000])
        let measured = InstructionCounts(
            counts: [.request: 220_000, .stream: 330_001, .chunk: 10_000, .bulkChunk: 1_000_000]
        )
        let comparison = InstructionComparison(measured: measured, recorded: recorded)
        #expect(comparison.grown == [.stream])
        #expect(comparison.growth(.chunk) == -0.5)
        #expect(comparison.growth(.bulkChunk) == nil)
        let none = InstructionComparison(measured: measured, recorded: InstructionCounts())
        #expect(none.grown.isEmpty)
    }

    @Test
    func theLastTotalOfAProfileCounts() throws {
        #expect(try InstructionCounts.total(ofProfile: "events: Ir\nfn=(1)\n1 2\ntotals: 27346457\n") == 27_346_457)
        #expect(throws: (any Error).self) { try InstructionCounts.total(ofProfile: "events: Ir\nsummary: 5\n") }
    }
}
