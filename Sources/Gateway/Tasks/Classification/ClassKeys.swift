// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Short words that stand for the given classes towards the model: `c1`, `c2`, ….
///
/// Ids may be anything (quotes, line ends, prefixes of each other), and models garble what is unusual.
enum ClassKeys {
    /// Makes a key for each class, in their order: ASCII, and no key is an id or a label, whatever their case.
    static func make(for classes: [GivenClass]) -> [String] {
        let taken = classes.flatMap { [$0.id.string.lowercased(), $0.label.string.lowercased()] }
        var prefix = "c"
        while taken.contains(where: { isKey($0, prefix) }) { prefix += "k" }
        return (1...max(classes.count, 1)).map { prefix + String($0) }
    }

    private static func isKey(_ text: String, _ prefix: String) -> Bool {
        guard text.hasPrefix(prefix) else { return false }
        let number = text.utf8.dropFirst(prefix.utf8.count)
        return !number.isEmpty && number.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}
