// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Finds the one class that a model's answer names, whatever form the answer has.
///
/// The order of the attempts: the key, the id, both whatever their case, the label, and at last a word of the text that
/// is the key, the id or the label of one class only. Two classes at the same level are none.
struct ClassMatcher {
    private let keys: [String]
    private let classes: [GivenClass]
    private let positions: [ByteString: Int]

    /// Makes a matcher of classes and their keys, which are in the same order.
    init(keys: [String], classes: [GivenClass]) {
        self.keys = keys
        self.classes = classes
        positions = Dictionary(keys.enumerated().map { (ByteString($1), $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The position of the class that an answer names; nil when it names none, or several.
    ///
    /// Of an answer that was cut off only a whole JSON object counts: `c1` may be the beginning of `c12`.
    func match(_ answer: ArraySlice<UInt8>, isCutOff: Bool = false) -> Int? {
        let answer = ModelAnswer(answer)
        let objects = answer.objects
        if objects.isEmpty, isCutOff { return nil }
        // Nearly all answers are the key that was asked for, and need no look at ids and labels, which may be megabytes.
        let keyed = (objects.isEmpty ? [answer.wholes] : objects).map { names in
            names.lazy.compactMap { positions[$0.bare] }.first
        }
        if !keyed.contains(nil) { return Self.only(Set(keyed.compactMap(\.self))) }
        let terms = ClassTerms(keys: keys, classes: classes)
        if objects.isEmpty {
            if let position = answer.wholes.lazy.compactMap({ terms.match($0) }).first { return position }
            return answer.isJSON ? nil : terms.wordMatch([answer.text])
        }
        let matches = Set(objects.compactMap { names in names.lazy.compactMap { terms.match($0) }.first })
        return matches.isEmpty ? terms.wordMatch(objects.flatMap(\.self)) : Self.only(matches)
    }

    private static func only(_ positions: Set<Int>) -> Int? {
        positions.count == 1 ? positions.first : nil
    }
}
