// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Testing

/// Answers of real providers with tools, thoughts and signatures.
@Suite(.enabled(if: TestFiles.recordedDoors != nil, "recorded answers are not here"))
struct RecordedPairTests {
    @Test func pairsAreFound() {
        #expect(RecordedPair.all.count > 15)
    }

    @Test(arguments: RecordedPair.all)
    func answer(_ pair: RecordedPair) throws {
        let dialect = pair.dialect.dialect
        let body = try pair.response()
        let events =
            pair.isStream
            ? try AnswerEvents.of(dialect, body: body)
            : try AnswerEvents.of(dialect, document: String(decoding: body, as: UTF8.self))
        #expect(size(of: events.compactMap(\.text)) == size(pair.expected["text"]))
        #expect(size(of: events.compactMap(\.reasoning)) == size(pair.expected["reasoning"]))
        let opaque = events.compactMap { if case .opaque(let value) = $0 { value.value.count } else { nil } }
        #expect(opaque == (pair.expected["opaque"]?.arrayValue ?? []).map { size($0) })
        let names = (pair.expected["tool_calls"]?.arrayValue ?? []).compactMap { $0["name"]?.textValue }
        let calls = events.compactMap { event -> ByteString? in
            if case .partOpen(.toolCall(_, let name, _)) = event { name } else { nil }
        }
        #expect(calls == names)
        guard case .completed? = events.last else { return #expect(Bool(false), "no completion") }
    }

    private func size(of pieces: [ArraySlice<UInt8>]) -> Int {
        ByteString(Array(pieces.joined())).scalars.count
    }

    /// The size of an expected text, of which long ones are given by their size alone.
    private func size(_ value: JSONValue?) -> Int {
        value?["chars"]?.intValue ?? value?.textValue?.scalars.count ?? 0
    }
}

extension ChatEvent {
    fileprivate var text: ArraySlice<UInt8>? { if case .text(let text) = self { text } else { nil } }
    fileprivate var reasoning: ArraySlice<UInt8>? { if case .reasoning(let text) = self { text } else { nil } }
}
