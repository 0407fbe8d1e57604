// SPDX-License-Identifier: Apache-2.0

/// Texts that are hard for whoever walks characters, searches naively or begins anew at every byte.
enum HostileText: String, CaseIterable, CustomStringConvertible {
    /// One letter with combining marks of alternating classes, which every normal form puts in order: one character.
    case marks
    /// One letter for ever.
    case run
    /// The start of a key that the gateway looks for, again and again.
    case nearKey
    /// The words of complaints, in every kind of quotation marks.
    case complaints
    /// What has an escape of six bytes in JSON.
    case controls
    /// What opens and never closes.
    case brackets
    /// Tags that never end, and entities.
    case tags
    /// Fences and thoughts that never end.
    case fences
    /// Separators alone.
    case commas
    /// Escapes of URLs.
    case percent
    /// Digits for ever.
    case digits
    /// Blanks and line ends.
    case blanks

    /// Keys of callers and providers under test; what nearly is one is compared with it.
    static let key = "sk-work-4f7c2b9e8d6a5031"

    var description: String { rawValue }

    private var unit: String {
        switch self {
        case .marks: "\u{301}\u{316}"
        case .run: "a"
        case .nearKey: String(Self.key.dropLast()) + "x"
        case .complaints: "Unsupported 'temperature' \"max_tokens\" `system`: maximum 4096. "
        case .controls: "\u{1}\u{1F}"
        case .brackets: "{[\""
        case .tags: "<a href='&amp;"
        case .fences: "```json <think> "
        case .commas: ","
        case .percent: "%41%CC%81"
        case .digits: "9"
        case .blanks: " \n"
        }
    }

    /// The text with about so many bytes.
    func bytes(_ size: Int) -> [UInt8] {
        Array(("a" + String(repeating: unit, count: size / unit.utf8.count)).utf8)
    }

    /// The text as a JSON string, quotation marks included.
    func json(_ size: Int) -> [UInt8] {
        Array(("\"a" + String(repeating: escapedUnit, count: size / unit.utf8.count) + "\"").utf8)
    }

    private var escapedUnit: String {
        var output = ""
        for scalar in unit.unicodeScalars {
            switch scalar {
            case "\"", "\\": output += "\\\(scalar)"
            case "\u{1}": output += #"\u0001"#
            case "\u{1F}": output += #"\u001f"#
            case "\n": output += #"\n"#
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
