// SPDX-License-Identifier: Apache-2.0

/// A provider of each dialect, under the name that its files begin with.
enum GoldenProvider: String, CaseIterable {
    case chatCompletions, anthropic, gemini

    /// Its name in a model's.
    var name: String {
        switch self {
        case .chatCompletions: "openai"
        case .anthropic: "anthropic"
        case .gemini: "google"
        }
    }

    /// Whether a caller gets what it sends as it is.
    var isPassedOn: Bool { self == .chatCompletions }
}
