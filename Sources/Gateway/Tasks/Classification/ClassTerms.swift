// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// The words that name classes: keys, ids and labels, and which class each of them names.
///
/// All tables are by bytes: two ids may differ in their Unicode normalisation only.
struct ClassTerms {
    /// The most bytes of a name that is looked for in another case or in a sentence; no model repeats a longer one.
    private static let longestName = 200

    /// The short names of each class: its key, its id, its label.
    private var names: [(name: ByteString, position: Int)] = []
    private var keys: [ByteString: Int] = [:]
    private var ids: [ByteString: Int] = [:]
    private var labels: [ByteString: Set<Int>] = [:]
    private var lowercasedKeysAndIDs: [ByteString: Set<Int>] = [:]
    private var lowercasedLabels: [ByteString: Set<Int>] = [:]

    /// Takes the classes and their keys, which are in the same order.
    init(keys: [String], classes: [GivenClass]) {
        for (position, (key, given)) in zip(keys, classes).enumerated() {
            let (key, id, label) = (ByteString(key), given.id.text, given.label.text)
            self.keys[key] = position
            ids[id] = position
            labels[label, default: []].insert(position)
            for name in [key, id] where name.count <= Self.longestName {
                lowercasedKeysAndIDs[name.bare.lowercasedInAnyScript, default: []].insert(position)
                names.append((name, position))
            }
            if label.count <= Self.longestName {
                lowercasedLabels[label.bare.lowercasedInAnyScript, default: []].insert(position)
                names.append((label, position))
            }
        }
    }

    /// The class that a text is the name of, with or without blanks around it; nil when it is none's, or several ones'.
    func match(_ text: ByteString) -> Int? {
        let bare = text.bare
        for text in [text, bare] {
            if let position = keys[text] ?? ids[text] { return position }
        }
        let lowercased = bare.isEmpty || bare.count > Self.longestName ? nil : bare.lowercasedInAnyScript
        return lowercased.flatMap { Self.only(lowercasedKeysAndIDs[$0]) } ?? Self.only(labels[bare])
            ?? lowercased.flatMap { Self.only(lowercasedLabels[$0]) }
    }

    private static func only(_ positions: Set<Int>?) -> Int? {
        positions?.count == 1 ? positions?.first : nil
    }

    /// The one class of which a name stands as a word in the texts; nil when there is none, or more than one.
    func wordMatch(_ texts: [ByteString]) -> Int? {
        let search = WordSearch(names)
        return Self.only(Set(texts.flatMap { search.positions(in: $0) }))
    }
}
