// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Providers

/// Takes keys out of a text: the configured one, every longer part of it, and whatever has the shape of a key.
///
/// Providers repeat a wrong key in their message, whole or masked in part. Proxies do so in the encodings of URLs and of
/// JSON, be it of single characters, once or several times; and in Base64, in which HTTP's basic authentication has it.
struct Redaction {
    /// What stands in the place of a key.
    static let mark = "***"

    /// The shortest part of the key that is taken out, in bytes.
    private static let shortestPart = 8
    /// The shortest key that is looked for, in bytes: one that is shorter is no secret, but part of many words.
    static let shortestKey = 4

    /// What is looked for of one key.
    private struct Key {
        let parts: Set<ArraySlice<UInt8>>
        let partLength: Int

        /// Nil for one that is too short.
        init?(_ secret: Secret) {
            let key = Array(secret.revealed.utf8)
            let length = min(key.count, Redaction.shortestPart)
            guard length >= Redaction.shortestKey else { return nil }
            let texts = [key] + Base64Text.encodings(of: key).filter { $0.count >= length }
            parts = Set(texts.flatMap { text in (0...text.count - length).map { text[$0..<$0 + length] } })
            partLength = length
        }
    }

    private let keys: [Key]

    /// Makes the redaction of a provider's messages.
    init(keys: [Secret]) {
        self.keys = keys.compactMap(Key.init)
    }

    /// The text without keys.
    func redact(_ text: String) -> String {
        withoutShapes(keys.reduce(ByteString(text), Self.without)).string  // text: for a message
    }

    private static func without(_ text: ByteString, _ key: Key) -> ByteString {
        let encoded = DecodedText(text)
        let (bytes, parts, partLength) = (encoded.bytes, key.parts, key.partLength)
        guard bytes.count >= partLength else { return text }
        var output: [UInt8] = []
        var isInKey = false
        var keyEnd = 0
        for index in bytes.indices {
            if index + partLength <= bytes.count, parts.contains(bytes[index..<index + partLength]) {
                keyEnd = index + partLength
            }
            if index >= keyEnd {
                output.append(contentsOf: encoded.original(of: index))
            } else if !isInKey {
                output.append(contentsOf: mark.utf8)
            }
            isInKey = index < keyEnd
        }
        return ByteString(output)
    }

    /// How keys of well-known services begin.
    private static let prefixes: [ByteString] = [
        "sk-", "sk_", "gsk_", "AIza", "xai-", "hf_", "nvapi-", "ya29.", "eyJ",
    ]

    private func withoutShapes(_ text: ByteString) -> ByteString {
        var output: [UInt8] = []
        var rest = text.bytes
        var isAfterBearer = false
        while !rest.isEmpty {
            let word = ByteString(rest.prefix(while: \.isPartOfKey))
            let isSecret = Self.isKey(word) || isAfterBearer && Self.isToken(word)
            if isSecret { output += Self.mark.utf8 } else { output += word.bytes }
            rest = rest[word.bytes.endIndex...]
            let gap = rest.prefix { !$0.isPartOfKey }
            output += gap
            rest = rest[gap.endIndex...]
            isAfterBearer = word.equalsIgnoringCase("bearer")
        }
        return ByteString(output)
    }

    private static func isKey(_ word: ByteString) -> Bool {
        guard let prefix = prefixes.first(where: { word.hasPrefix($0) }) else { return false }
        return word.count >= prefix.count + 8 || word.contains("*")
    }

    /// Whether what follows the word Bearer is a token rather than a word of the sentence.
    private static func isToken(_ word: ByteString) -> Bool {
        word.count >= 16 || word.count >= 6 && word.bytes.contains(where: \.isASCIIDigit) || word.contains("*")
    }
}

extension UInt8 {
    fileprivate var isPartOfKey: Bool {
        isASCIILetter || isASCIIDigit || "-_.*+~".utf8.contains(self)
    }
}
