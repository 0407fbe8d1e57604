// SPDX-License-Identifier: Apache-2.0

/// In whose words the gateway is asked, and whose provider it asks.
enum API: String, CaseIterable, Sendable {
    /// The gateway's own API, and a provider of OpenAI's dialect.
    case native
    /// Chat completions, and a provider of the same dialect: the bytes are passed on.
    case passedOn = "passed-on"
    /// Chat completions, and a provider that speaks Anthropic's Messages.
    case translated

    /// Its name in tables.
    var name: String {
        switch self {
        case .native: "native API"
        case .passedOn: "chat completions, passed on"
        case .translated: "chat completions, translated to Messages"
        }
    }

    /// Who is asked through it.
    var provider: String { self == .translated ? "anthropic" : "openai" }
}
