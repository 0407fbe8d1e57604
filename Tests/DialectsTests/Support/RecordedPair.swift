// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing

/// A recorded answer to a client's request, with what its index expects of it.
struct RecordedPair: Sendable, CustomTestStringConvertible {
    let name: String
    let expected: JSONValue
    private let format: String
    private let file: String

    /// All successful answers of the dialects.
    static let all: [RecordedPair] = {
        guard let folder = TestFiles.recordedDoors, let index = try? TestFiles.json(folder + "/INDEX.json") else {
            return []
        }
        return (index["pairs"]?.arrayValue ?? []).compactMap { RecordedPair($0) }
    }()

    private init?(_ entry: JSONValue) {
        guard let name = entry["name"]?.stringValue, let format = entry["format"]?.stringValue,
            let expected = entry["expect"], expected["tool_calls"] != nil, entry["http_status"]?.intValue == 200,
            let file = entry["files"]?.objectValue?.members.map(\.key.string).first(where: { $0.contains(".response.") }
            ),
            ["openai-chat", "anthropic", "gemini"].contains(format)
        else { return nil }
        self.name = name
        self.format = format
        self.expected = expected
        self.file = file
    }

    var testDescription: String { name }

    var dialect: GoldenDialect {
        switch format {
        case "anthropic": .anthropic
        case "gemini": .gemini
        default: .chatCompletions
        }
    }

    var isStream: Bool { file.hasSuffix(".sse") }

    func response() throws -> [UInt8] {
        try TestFiles.bytes((TestFiles.recordedDoors ?? "") + "/" + file)
    }
}
