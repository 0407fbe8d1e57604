// SPDX-License-Identifier: Apache-2.0

/// What the text of a setting can be: how a file may write it, and what its schema says.
package enum SettingForm: Sendable, Equatable {
    /// Any text.
    case text
    /// A text that nobody is shown, and that a file may leave to another file: `file:/run/secrets/name`.
    case secret
    /// A whole number.
    case number(ClosedRange<Int>)
    /// A time in seconds, and maybe `off` for none.
    case seconds(canBeOff: Bool)
    /// `on` or `off`; a file may say `true` or `false`.
    case onOrOff
    /// One of some words.
    case word([String])
    /// Some texts, as a list in a file; as one text they have this between them.
    case list(separator: String)
}
