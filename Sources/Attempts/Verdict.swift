// SPDX-License-Identifier: Apache-2.0

internal import Dialects

/// What comes after an attempt that has failed.
enum Verdict: Equatable {
    /// The same is asked otherwise, at once.
    case adapt(RequestAdaptation)
    /// The same is asked again, after a pause.
    case retry(after: Duration)
    /// No other attempt is made: the fault is the end.
    case giveUp
}
