// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// The words that name classes: keys, ids and labels, and which class each of them names.
struct ClassTerms {
    /// The names of each class: its key, its id, its label.
    private let names: [[String]]
    /// By their bytes, because two ids may differ in their Unicode normalisation only.
    private var keys: [[UInt8]: Int] = [:]
    private var ids: [[UInt8]: Int] = [:]
    private var labels: [[UInt8]: Set<Int>] = [:]
    private var lowercasedKeysAndIDs: [String: Set<Int>] = [:]
    private var lowercasedLabels: [String: Set<Int>] = [:]

    /// Takes the classes and their keys, which are in the same order.
    init(keys: [String], classes: [GivenClass]) {
        names = zip(keys, classes).map { [$0, $1.id.string, $1.label.string] }
        for (position, names) in names.enumerated() {
            let (key, id, label) = (names[0], names[1], names[2])
            self.keys[Array(key.utf8)] = position
            ids[Array(id.utf8)] = position
            labels[Array(label.utf8), default: []].insert(position)
            for name in [key, id] { lowercasedKeysAndIDs[name.lowercased(), default: []].insert(position) }
            lowercasedLabels[label.trimmed().lowercased(), default: []].insert(position)
        }
    }

    /// The class that a text is the name of, with or without blanks around it; nil when it is none's, or several ones'.
    func match(_ text: String) -> Int? {
        let trimmed = text.trimmed()
        for text in [text, trimmed] {
            let bytes = Array(text.utf8)
            if let position = keys[bytes] ?? ids[bytes] { return position }
        }
        return Self.only(lowercasedKeysAndIDs[trimmed.lowercased()]) ?? Self.only(labels[Array(trimmed.utf8)])
            ?? Self.only(lowercasedLabels[trimmed.lowercased()])
    }

    private static func only(_ positions: Set<Int>?) -> Int? {
        positions?.count == 1 ? positions?.first : nil
    }

    /// The one class of which a name stands as a word in the texts; nil when there is none, or more than one.
    func wordMatch(_ texts: [String]) -> Int? {
        let search = WordSearch(
            names.enumerated().flatMap { position, names in names.map { (name: $0, position: position) } }
        )
        return Self.only(Set(texts.flatMap { search.positions(in: $0) }))
    }
}
