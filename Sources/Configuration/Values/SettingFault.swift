// SPDX-License-Identifier: Apache-2.0

/// Something that is wrong with what is set.
struct SettingFault: Sendable {
    /// The sentence for the operator.
    let sentence: String
    /// Where it is in the file of settings; nil for elsewhere.
    var place: FilePlace?

    init(_ sentence: String) {
        self.sentence = sentence
    }

    init(_ place: FilePlace, _ words: String) {
        sentence = "\(place.description): \(words)"
        self.place = place
    }

    /// The sentences in their order: those of a file from its top, before all others, which stay as they are.
    static func sentences(_ faults: [SettingFault]) -> [String] {
        let order = faults.enumerated().sorted { left, right in
            switch (left.element.place, right.element.place) {
            case (let one?, let other?):
                (one.line, one.column, left.offset) < (other.line, other.column, right.offset)
            case (nil, nil): left.offset < right.offset
            case (let one, _): one != nil
            }
        }
        return order.map(\.element.sentence)
    }
}
