// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// Short words that stand for the given classes towards the model: `c1`, `c2`, ….
///
/// Ids may be anything (quotes, line ends, prefixes of each other), and models garble what is unusual.
enum ClassKeys {
    /// The most bytes of an id or a label that could be taken for a key.
    private static let longest = 24

    /// Makes a key for each class, in their order: ASCII, and no key is an id or a label, whatever their case.
    static func make(for classes: [GivenClass]) -> [String] {
        let taken = Set(classes.flatMap { [prefix(of: $0.id), prefix(of: $0.label)] }.compactMap(\.self))
        // Each id and each label can take one prefix, so one is left among so many.
        let free = (0...taken.count).lazy.map(candidate).first { !taken.contains(ByteString($0)) } ?? "c"
        return (1...max(classes.count, 1)).map { free + String($0) }
    }

    /// The prefixes in the order in which they are tried: `c`, `ck`, `cka`, `ckb`, …, `ckz`, `ckba`, ….
    private static func candidate(_ number: Int) -> String {
        guard number > 1 else { return number == 0 ? "c" : "ck" }
        var letters = ""
        var rest = number - 2
        repeat {
            letters = String(UnicodeScalar(UInt8(ascii: "a") + UInt8(rest % 26))) + letters
            rest /= 26
        } while rest > 0
        return "ck" + letters
    }

    /// What stands before the number at the end of a name that looks like a key; nil for all others.
    private static func prefix(of name: JSONString) -> ByteString? {
        let text = name.text
        guard text.count <= longest else { return nil }
        let bytes = text.bare.lowercasedInAnyScript.bytes
        guard bytes.last?.isASCIIDigit == true else { return nil }
        return bytes.lastIndex { !$0.isASCIIDigit }.map { ByteString(bytes[...$0]) } ?? ""
    }
}
