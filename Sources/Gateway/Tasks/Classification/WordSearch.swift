// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Finds names that stand as whole words in a text.
///
/// The names are a tree of their characters, which is walked from each word of the text: the work grows with the names and
/// with the text, and not with the one times the other.
struct WordSearch {
    /// What ends at a node of the tree.
    private struct Term {
        /// The characters of a short name, whose case has to be right; none for all others.
        let exact: [Unicode.Scalar]
        /// What the name stands for; of several two, which are as many as any number.
        var positions: [Int]
    }

    private struct Edge: Hashable {
        let node: Int
        let scalar: Unicode.Scalar
    }

    /// The most characters of a text that are searched, at its end: a longer one is no answer but an essay.
    private static let longestText = 1_000
    /// The most characters of a short name: such ones are words of many languages ("a", "no", "I").
    private static let shortName = 2

    private var edges: [Edge: Int] = [:]
    /// The names that end at each node.
    private var terms: [[Term]] = [[]]

    /// Prepares the search for names, each with a position that stands for it.
    init(_ names: [(name: ByteString, position: Int)]) {
        for (name, position) in names {
            let scalars = Array(name.bare.scalars)
            // A name that begins or ends with punctuation has no edges that could be told from the text around it.
            guard let first = scalars.first, let last = scalars.last, first.isPartOfWord, last.isPartOfWord else {
                continue
            }
            let node = scalars.reduce(0) { follow($1.lowercased, from: $0) }
            add(scalars.count <= Self.shortName ? scalars : [], position, at: node)
        }
    }

    /// The node behind a character, made when there is none.
    private mutating func follow(_ scalar: Unicode.Scalar, from node: Int) -> Int {
        let edge = Edge(node: node, scalar: scalar)
        if let next = edges[edge] { return next }
        edges[edge] = terms.count
        terms.append([])
        return terms.count - 1
    }

    private mutating func add(_ exact: [Unicode.Scalar], _ position: Int, at node: Int) {
        guard let index = terms[node].firstIndex(where: { $0.exact == exact }) else {
            terms[node].append(Term(exact: exact, positions: [position]))
            return
        }
        if terms[node][index].positions.count == 1, terms[node][index].positions != [position] {
            terms[node][index].positions.append(position)
        }
    }

    /// The positions of all names in a text; where one name begins another ("new" in "new york"), of the longest.
    ///
    /// Of a name that stands for more than two positions there are two.
    func positions(in text: ByteString) -> Set<Int> {
        let text = SearchedText(text.scalars.suffix(Self.longestText))
        var found: Set<Int> = []
        var start = 0
        while start < text.count {
            guard let wordEnd = text.wordEnd(from: start) else {
                start += 1
                continue
            }
            let longest = longestName(in: text, at: start)
            found.formUnion(longest.positions)
            start = longest.end ?? wordEnd
        }
        return found
    }

    /// The longest name that stands at a place, and what it stands for.
    private func longestName(in text: SearchedText, at start: Int) -> (end: Int?, positions: [Int]) {
        var longest: (end: Int?, positions: [Int]) = (nil, [])
        var node = 0
        for end in start..<text.count {
            guard let next = edges[Edge(node: node, scalar: text.lowercased[end])] else { break }
            node = next
            guard !terms[node].isEmpty, text.isWhole(start..<end + 1) else { continue }
            let positions = terms[node].filter { term in
                term.exact.isEmpty || text.scalars[start...end].elementsEqual(term.exact)
            }
            if !positions.isEmpty { longest = (end + 1, positions.flatMap(\.positions)) }
        }
        return longest
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

    /// Whether a part of the text is not part of a larger word or number.
    func isWhole(_ range: Range<Int>) -> Bool {
        !isJoined(before: range.lowerBound) && !isJoined(behind: range.upperBound)
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
