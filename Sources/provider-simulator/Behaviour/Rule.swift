// SPDX-License-Identifier: Apache-2.0

/// Something that a provider refuses in a request (`rules=`).
enum Rule: String, CaseIterable {
    /// `max_tokens`, and any temperature but 1.
    case openAIReasoning = "openai-reasoning"
    /// A system or developer message.
    case noSystem = "no-system"
    /// `stream_options`.
    case noStreamOptions = "no-stream-options"
}
