// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Benchmarks

struct DocumentTests {
    @Test
    func onlyWhatIsBetweenTheMarksIsReplaced() throws {
        let text = "before\n\(Document.begin)\nold\n\(Document.end)\nafter\n"
        let once = try Document.replacing(in: text, with: "new")
        #expect(once == "before\n\(Document.begin)\n\nnew\n\n\(Document.end)\nafter\n")
        #expect(try Document.replacing(in: once, with: "new") == once)
    }

    @Test(arguments: ["", Document.begin, Document.end, Document.end + Document.begin])
    func aDocumentWithoutBothMarksStaysAsItIs(_ text: String) {
        #expect(throws: (any Error).self) { try Document.replacing(in: text, with: "new") }
    }

    @Test
    func numbersAreShownAsPeopleReadThem() {
        #expect(Format.number(1_234_567.4) == "1,234,567")
        #expect(Format.number(999) == "999")
        #expect(Format.number(1_000) == "1,000")
        #expect(Format.number(0.046, decimals: 2) == "0.05")
        #expect(Format.number(-12.3, decimals: 1) == "-12.3")
        #expect(Format.number(-0.001, decimals: 2) == "0.00")
        #expect(Format.milliseconds(1_500_000) == "1.50")
        #expect(Format.milliseconds(nil) == "–")
    }
}
