// SPDX-License-Identifier: Apache-2.0

/// Finds names that stand as whole words in a text.
struct WordSearch {
    fileprivate struct Term {
        let characters: [Character]
        let lowercased: [String]
        let position: Int
    }

    /// The most bytes of a name that is looked for; no model repeats a longer one in a sentence.
    private static let longestName = 200

    /// The terms by their first character in lower case, the longest first.
    private var terms: [String: [Term]] = [:]

    /// Prepares the search for names, each with a position that stands for it.
    init(_ names: [(name: String, position: Int)]) {
        for (name, position) in names where name.utf8.count <= Self.longestName {
            let characters = Array(name.trimmed())
            // A name of punctuation alone stands in any text.
            guard characters.contains(where: \.isPartOfWord) else { continue }
            let lowercased = characters.map { $0.lowercased() }
            terms[lowercased[0], default: []].append(
                Term(characters: characters, lowercased: lowercased, position: position)
            )
        }
        for first in terms.keys { terms[first]?.sort { $0.characters.count > $1.characters.count } }
    }

    /// The positions of all names in a text; where one name begins another ("new" in "new york"), of the longest.
    func positions(in text: String) -> Set<Int> {
        let characters = Array(text)
        let lowercased = characters.map { $0.lowercased() }
        var found: Set<Int> = []
        var start = 0
        while start < characters.count {
            let matches = (terms[lowercased[start]] ?? []).filter { $0.stands(in: characters, lowercased, at: start) }
            guard let length = matches.first?.characters.count else {
                start += 1
                continue
            }
            found.formUnion(matches.prefix { $0.characters.count == length }.map(\.position))
            start += length
        }
        return found
    }
}

extension WordSearch.Term {
    /// Whether this name stands as a word at a place of a text.
    ///
    /// Short names are words of many languages ("a", "no", "I"), so their case has to be right.
    fileprivate func stands(in text: [Character], _ textLowercased: [String], at start: Int) -> Bool {
        let end = start + characters.count
        guard end <= text.count, start == 0 || !text[start - 1].isPartOfWord,
            end == text.count || !text[end].isPartOfWord
        else { return false }
        return characters.count < 3
            ? text[start..<end].elementsEqual(characters) : textLowercased[start..<end].elementsEqual(lowercased)
    }
}

extension Character {
    /// Whether the character is a letter, a digit or `_`.
    fileprivate var isPartOfWord: Bool { isLetter || isNumber || self == "_" }
}
