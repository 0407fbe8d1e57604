// SPDX-License-Identifier: Apache-2.0

/// The dialects that a provider of the operator's own may speak.
package enum ProviderDialect: String, Sendable, CaseIterable {
    /// OpenAI's chat completions.
    case chatCompletions = "chat_completions"
    /// Anthropic's Messages.
    case anthropic
    /// Google's Gemini.
    case gemini

    /// What a provider speaks that has this name, when nothing else is said.
    package init(of name: String) {
        switch name {
        case "anthropic": self = .anthropic
        case "google": self = .gemini
        default: self = .chatCompletions
        }
    }
}
