// SPDX-License-Identifier: Apache-2.0

/// Where a stream has comment lines (`comments=`).
enum CommentPlace: String, CaseIterable {
    case off
    /// A comment and an empty line before each event.
    case on
    /// A comment line within each event, directly before its data line.
    case inside
}
