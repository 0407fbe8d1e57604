// SPDX-License-Identifier: Apache-2.0

/// Finds names that stand as whole words in a text.
struct WordSearch {
    fileprivate struct Term {
        let scalars: [Unicode.Scalar]
        let lowercased: [Unicode.Scalar]
        let position: Int
    }

    /// The most characters of a text that are searched, at its end: a longer one is no answer but an essay.
    private static let longestText = 1_000

    /// The terms by their first word in lower case, the longest first.
    private var terms: [[Unicode.Scalar]: [Term]] = [:]

    /// Prepares the search for names, each with a position that stands for it.
    init(_ names: [(name: String, position: Int)]) {
        for (name, position) in names {
            let scalars = Array(name.trimmed().unicodeScalars)
            // A name that begins or ends with punctuation has no edges that could be told from the text around it.
            guard let first = scalars.first, let last = scalars.last, first.isPartOfWord, last.isPartOfWord else {
                continue
            }
            let lowercased = scalars.map(\.lowercased)
            terms[Array(lowercased.prefix { $0.isPartOfWord }), default: []].append(
                Term(scalars: scalars, lowercased: lowercased, position: position)
            )
        }
        for first in terms.keys { terms[first]?.sort { $0.scalars.count > $1.scalars.count } }
    }

    /// The positions of all names in a text; where one name begins another ("new" in "new york"), of the longest.
    func positions(in text: String) -> Set<Int> {
        let text = SearchedText(text.unicodeScalars.suffix(Self.longestText))
        var found: Set<Int> = []
        var start = 0
        while start < text.count {
            guard let wordEnd = text.wordEnd(from: start) else {
                start += 1
                continue
            }
            let candidates = terms[Array(text.lowercased[start..<wordEnd])] ?? []
            let matches = candidates.filter { text.holds($0, at: start) }
            let length = matches.first?.scalars.count ?? wordEnd - start
            found.formUnion(matches.prefix { $0.scalars.count == length }.map(\.position))
            start += length
        }
        return found
    }
}

/// A text that is searched, and where its words are.
private struct SearchedText {
    let scalars: [Unicode.Scalar]
    /// The same scalars in lower case, at the same places.
    let lowercased: [Unicode.Scalar]

    init(_ scalars: some Sequence<Unicode.Scalar>) {
        self.scalars = Array(scalars)
        lowercased = self.scalars.map(\.lowercased)
    }

    var count: Int { scalars.count }

    /// The end of the word that begins at a place; nil when none does.
    func wordEnd(from start: Int) -> Int? {
        guard scalars[start].isPartOfWord else { return nil }
        return scalars[start...].firstIndex { !$0.isPartOfWord } ?? count
    }

    /// Whether a name stands at a place, and is not part of a larger word or number.
    ///
    /// Short names are words of many languages ("a", "no", "I"), so their case has to be right.
    func holds(_ term: WordSearch.Term, at start: Int) -> Bool {
        let end = start + term.scalars.count
        guard end <= count, !isJoined(before: start), !isJoined(behind: end) else { return false }
        return term.scalars.count < 3
            ? scalars[start..<end].elementsEqual(term.scalars) : lowercased[start..<end].elementsEqual(term.lowercased)
    }

    /// Whether what stands before a place belongs to the same word: `non-` before `positive`, `-` before `1`.
    private func isJoined(before start: Int) -> Bool {
        guard start > 0 else { return false }
        let neighbour = scalars[start - 1]
        if neighbour.isPartOfWord { return true }
        let isInsideWord = start > 1 && scalars[start - 2].isPartOfWord
        if scalars[start].isDigit, "-+.,".unicodeScalars.contains(neighbour) { return isInsideWord || neighbour != "," }
        return isInsideWord && "-'’".unicodeScalars.contains(neighbour)
    }

    /// Whether what stands behind a place belongs to the same word: `++` behind `C`, `.5` behind `3`.
    private func isJoined(behind end: Int) -> Bool {
        guard end < count else { return false }
        let neighbour = scalars[end]
        if neighbour.isPartOfWord || "+#".unicodeScalars.contains(neighbour) { return true }
        guard end + 1 < count, scalars[end + 1].isPartOfWord else { return false }
        if ".,".unicodeScalars.contains(neighbour) { return scalars[end - 1].isDigit && scalars[end + 1].isDigit }
        return "-'’".unicodeScalars.contains(neighbour)
    }
}

extension Unicode.Scalar {
    /// Whether the scalar is a letter, a mark on one, a digit or `_`.
    fileprivate var isPartOfWord: Bool {
        if self == "_" || properties.isAlphabetic || properties.numericType != nil { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    fileprivate var isDigit: Bool { properties.generalCategory == .decimalNumber }

    /// The lower case of the scalar, where that is one scalar too.
    fileprivate var lowercased: Unicode.Scalar {
        let mapping = properties.lowercaseMapping.unicodeScalars
        return mapping.count == 1 ? mapping.first ?? self : self
    }
}
