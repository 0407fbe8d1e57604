// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// The words that name classes: keys, ids and labels, and which class each of them names.
///
/// All tables are by bytes: two ids may differ in their Unicode normalisation only, and to hash a `String` can take time
/// that grows with the square of its length.
struct ClassTerms {
    /// The most bytes of a name that is looked for in another case or in a sentence; no model repeats a longer one.
    private static let longestName = 200

    /// The short names of each class: its key, its id, its label.
    private var names: [(name: String, position: Int)] = []
    private var keys: [[UInt8]: Int] = [:]
    private var ids: [[UInt8]: Int] = [:]
    private var labels: [[UInt8]: Set<Int>] = [:]
    private var lowercasedKeysAndIDs: [[UInt8]: Set<Int>] = [:]
    private var lowercasedLabels: [[UInt8]: Set<Int>] = [:]

    /// Takes the classes and their keys, which are in the same order.
    init(keys: [String], classes: [GivenClass]) {
        for (position, (key, given)) in zip(keys, classes).enumerated() {
            let id = Array(given.id.utf8())
            let label = Array(given.label.utf8())
            self.keys[Array(key.utf8)] = position
            ids[id] = position
            labels[label, default: []].insert(position)
            for name in [Array(key.utf8), id] where name.count <= Self.longestName {
                lowercasedKeysAndIDs[Self.folded(name), default: []].insert(position)
                names.append((String(decoding: name, as: UTF8.self), position))
            }
            if label.count <= Self.longestName {
                lowercasedLabels[Self.folded(label), default: []].insert(position)
                names.append((String(decoding: label, as: UTF8.self), position))
            }
        }
    }

    private static func folded(_ name: [UInt8]) -> [UInt8] {
        Array(String(decoding: name, as: UTF8.self).trimmed().lowercased().utf8)
    }

    /// The class that a text is the name of, with or without blanks around it; nil when it is none's, or several ones'.
    func match(_ text: String) -> Int? {
        let trimmed = text.trimmed()
        for text in [text, trimmed] {
            let bytes = Array(text.utf8)
            if let position = keys[bytes] ?? ids[bytes] { return position }
        }
        let bytes = Array(trimmed.utf8)
        let folded = bytes.isEmpty || bytes.count > Self.longestName ? nil : Self.folded(bytes)
        return folded.flatMap { Self.only(lowercasedKeysAndIDs[$0]) } ?? Self.only(labels[bytes])
            ?? folded.flatMap { Self.only(lowercasedLabels[$0]) }
    }

    private static func only(_ positions: Set<Int>?) -> Int? {
        positions?.count == 1 ? positions?.first : nil
    }

    /// The one class of which a name stands as a word in the texts; nil when there is none, or more than one.
    func wordMatch(_ texts: [String]) -> Int? {
        let search = WordSearch(names)
        return Self.only(Set(texts.flatMap { search.positions(in: $0) }))
    }
}
