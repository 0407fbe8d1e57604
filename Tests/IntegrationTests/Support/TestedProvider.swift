// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// The providers that all tasks are tested with: those of the reference, anthropic, and one from `GATEWAY_PROVIDERS`.
enum TestedProvider: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case openai, groq, google, local, anthropic, mistral

    /// Variables that make all of them available; their base URLs are the deployment's.
    static let environment = [
        "LOCAL_API_KEY": "l0cal-integration-5e1d7a90c4b3f286",
        "ANTHROPIC_API_KEY": "sk-ant-integration-Anthr0pic-7d90e2c4b1a8f365",
        "GATEWAY_PROVIDERS": "mistral",
        "MISTRAL_API_KEY": "m1stral-integration-c0ffee9182736455",
    ]

    /// How the names of models begin that the provider really has; some of its rules depend on the name.
    private var family: String {
        switch self {
        case .openai: "gpt-4o"
        case .groq: "openai/gpt-oss-20b"
        case .google: "gemini-2.5-flash"
        case .local: "llama3.2:3b"
        case .anthropic: "claude-sonnet-4-5"
        case .mistral: "mistral-small-latest"
        }
    }

    /// The name of a model that no other test uses, with the simulator's keys.
    func model(_ keys: String = "") -> String {
        "\(family)-\(ModelName.unique(keys))"
    }

    /// The field in which its key travels, and what stands before the key.
    var keyHeader: (name: String, prefix: String) {
        switch self {
        case .google: ("x-goog-api-key", "")
        case .anthropic: ("x-api-key", "")
        default: ("authorization", "Bearer ")
        }
    }

    /// The variable of its key.
    var keyVariable: String { "\(rawValue.uppercased())_API_KEY" }

    var testDescription: String { rawValue }
}
