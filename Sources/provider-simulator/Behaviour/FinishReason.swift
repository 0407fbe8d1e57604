// SPDX-License-Identifier: Apache-2.0

/// The finish reason of an answer (`finish=`).
enum FinishReason: String, CaseIterable {
    case stop
    case length
    case contentFilter = "content_filter"
    case toolCalls = "tool_calls"
    /// No chunk ever carries one; null in a plain answer.
    case none

    /// The word on the wire, nil for `none`.
    var word: String? {
        self == .none ? nil : rawValue
    }
}
