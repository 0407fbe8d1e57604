// SPDX-License-Identifier: Apache-2.0

/// Why a model stopped, in the words of OpenAI's API, which all other providers' are mapped to.
package enum FinishReason: String, Sendable {
    /// The answer is complete.
    case stop
    /// The limit of tokens, or the model's context, was reached.
    case length
    /// A filter of the provider held the answer back, or cut it off.
    case contentFilter = "content_filter"
    /// The model asks for a tool to be called.
    case toolCalls = "tool_calls"
    /// The provider gave a reason that means none of these as far as is known: the answer may be complete or not.
    case unknown
}
