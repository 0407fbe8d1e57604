// SPDX-License-Identifier: Apache-2.0

import Dialects

/// A dialect, and a model that takes much of it.
enum GoldenDialect: String, CaseIterable {
    case chatCompletions = "chat-completions"
    case anthropic
    case gemini

    var dialect: any Dialect {
        switch self {
        case .chatCompletions: ChatCompletions(tokenLimit: .maxCompletionTokens)
        case .anthropic: AnthropicMessages()
        case .gemini: Gemini()
        }
    }

    var traits: ModelTraits {
        switch self {
        case .chatCompletions: ModelTraits(takesCustomTools: true, takesServiceOptions: true)
        case .anthropic: ModelTraits(takesSystemTurns: false)
        case .gemini: ModelTraits()
        }
    }
}
