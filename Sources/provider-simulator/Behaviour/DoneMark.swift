// SPDX-License-Identifier: Apache-2.0

/// How a stream says that it is over (`done=`).
enum DoneMark: String, CaseIterable {
    case on
    case off
    /// `[DONE]` with spaces around it.
    case spaces
    /// `[DONE]`, and then a further chunk with text that must not be shown.
    case thenData = "then-data"
}
