// SPDX-License-Identifier: Apache-2.0

/// How events are written: line ending, space after the colon, comments.
struct EventFraming {
    /// What stands before an event's data.
    let before: String
    /// What stands behind it.
    let after: String
    let lineEnding: String

    private let separator: String
    private let comment: String

    init(behaviour: Behaviour) {
        lineEnding = behaviour.lineEnding.characters
        separator = behaviour.hasSpaceAfterColon ? ": " : ":"
        comment =
            switch behaviour.comments {
            case .off: ""
            case .on: ": SIMULATOR PROCESSING" + lineEnding + lineEnding
            case .inside: ": inside" + lineEnding
            }
        before = comment + "data" + separator
        after = lineEnding + lineEnding
    }

    /// What stands before the data of an event with a name.
    func before(name: String) -> String {
        comment + line("event", name) + "data" + separator
    }

    /// A line with any field name.
    func line(_ field: String, _ value: String) -> String {
        field + separator + value + lineEnding
    }
}
