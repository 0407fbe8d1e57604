// SPDX-License-Identifier: Apache-2.0

/// Finds the one class that a model's answer names, whatever form the answer has.
///
/// The order of the attempts: the key, the id, both whatever their case, the label, and at last a word of the text that
/// is the key, the id or the label of one class only. Two classes at the same level are none.
struct ClassMatcher {
    private let classes: ClassTerms

    /// Makes a matcher of classes and their keys, which are in the same order.
    init(keys: [String], classes: [GivenClass]) {
        self.classes = ClassTerms(keys: keys, classes: classes)
    }

    /// The position of the class that an answer names; nil when it names none, or several.
    ///
    /// Of an answer that was cut off only whole JSON objects count: half of `c12` is `c1`.
    func match(_ answer: ArraySlice<UInt8>, isCut: Bool) -> Int? {
        let answer = ModelAnswer(answer)
        let objects = answer.objects
        if objects.isEmpty {
            if isCut { return nil }
            return answer.wholes.lazy.compactMap { classes.match($0) }.first ?? classes.wordMatch([answer.text])
        }
        let matches = Set(objects.compactMap { values in values.lazy.compactMap { classes.match($0) }.first })
        if matches.isEmpty { return classes.wordMatch(objects.flatMap(\.self)) }
        return matches.count == 1 ? matches.first : nil
    }
}
