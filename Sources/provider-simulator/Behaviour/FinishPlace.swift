// SPDX-License-Identifier: Apache-2.0

/// Which chunk of a stream carries the finish reason (`finish-in=`).
enum FinishPlace: String, CaseIterable {
    /// One of its own, with an empty delta.
    case own
    /// The one with the last text.
    case last
    /// One of its own; in Gemini's dialect it has a thought signature in the place of text.
    case signature
}
