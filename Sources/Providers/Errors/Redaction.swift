// SPDX-License-Identifier: Apache-2.0

/// Takes keys out of a text: the configured one, every longer part of it, and whatever has the shape of a key.
///
/// Providers repeat a wrong key in their message, whole or masked in part.
struct Redaction {
    /// What stands in the place of a key.
    static let mark = "***"

    /// The shortest part of the key that is taken out, in bytes.
    private static let shortestPart = 8
    /// The shortest key that is looked for, in bytes: one that is shorter is no secret, but part of many words.
    private static let shortestKey = 4

    private let parts: Set<ArraySlice<UInt8>>
    private let partLength: Int

    /// Makes the redaction of a provider's messages.
    init(key: Secret?) {
        let key = Array((key?.revealed ?? "").utf8)
        let length = min(key.count, Self.shortestPart)
        partLength = length
        guard length >= Self.shortestKey else {
            parts = []
            return
        }
        parts = Set((0...key.count - length).map { key[$0..<$0 + length] })
    }

    /// The text without keys.
    func redact(_ text: String) -> String {
        withoutShapes(withoutKey(text))
    }

    private func withoutKey(_ text: String) -> String {
        let bytes = Array(text.utf8)
        guard !parts.isEmpty, bytes.count >= partLength else { return text }
        var output: [UInt8] = []
        var isInKey = false
        var keyEnd = 0
        for index in bytes.indices {
            if index + partLength <= bytes.count, parts.contains(bytes[index..<index + partLength]) {
                keyEnd = index + partLength
            }
            if index >= keyEnd {
                output.append(bytes[index])
            } else if !isInKey {
                output.append(contentsOf: Self.mark.utf8)
            }
            isInKey = index < keyEnd
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// How keys of well-known services begin.
    private static let prefixes = ["sk-", "sk_", "gsk_", "AIza", "xai-", "hf_", "nvapi-", "ya29.", "eyJ"]

    private func withoutShapes(_ text: String) -> String {
        var output = ""
        var rest = text[...]
        var isAfterBearer = false
        while !rest.isEmpty {
            let word = rest.prefix { $0.isPartOfKey }
            let isSecret = Self.isKey(word) || isAfterBearer && Self.isToken(word)
            output += isSecret ? Self.mark[...] : word
            rest = rest[word.endIndex...]
            let gap = rest.prefix { !$0.isPartOfKey }
            output += gap
            rest = rest[gap.endIndex...]
            isAfterBearer = word.lowercased() == "bearer"
        }
        return output
    }

    private static func isKey(_ word: Substring) -> Bool {
        guard let prefix = prefixes.first(where: { word.hasPrefix($0) }) else { return false }
        return word.utf8.count >= prefix.utf8.count + 8 || word.contains("*")
    }

    /// Whether what follows the word Bearer is a token rather than a word of the sentence.
    private static func isToken(_ word: Substring) -> Bool {
        word.utf8.count >= 16 || word.utf8.count >= 6 && word.contains { $0.isNumber } || word.contains("*")
    }
}

extension Character {
    fileprivate var isPartOfKey: Bool {
        isASCII && (isLetter || isNumber || "-_.*+~".contains(self))
    }
}
