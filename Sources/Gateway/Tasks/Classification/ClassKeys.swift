// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Short words that stand for the given classes towards the model: `c1`, `c2`, ….
///
/// Ids may be anything (quotes, line ends, prefixes of each other), and models garble what is unusual.
enum ClassKeys {
    /// The most digits of a key's number that are looked for in ids and labels.
    private static let digits = 8

    /// Makes a key for each class, in their order: ASCII, and no key is an id or a label, whatever their case.
    static func make(for classes: [GivenClass]) -> [String] {
        let names = classes.flatMap { [$0.id, $0.label] }
        var prefix = "c"
        while names.contains(where: { isKey($0, prefix) }) { prefix += "k" }
        return (1...max(classes.count, 1)).map { prefix + String($0) }
    }

    private static func isKey(_ name: JSONString, _ prefix: String) -> Bool {
        let bytes = name.utf8()
        guard bytes.count > prefix.utf8.count, bytes.count <= prefix.utf8.count + digits else { return false }
        let text = String(decoding: bytes, as: UTF8.self).trimmed().lowercased()
        return text.hasPrefix(prefix) && text.utf8.count > prefix.utf8.count
            && text.utf8.dropFirst(prefix.utf8.count).allSatisfy {
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }
}
