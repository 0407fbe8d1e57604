// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Attempts
import Dialects
import Providers
import Upstream

extension ChatRequest {
    /// The chat of the fixtures.
    static func brief(_ model: String = "test-model") -> ChatRequest {
        ChatRequest(
            model: ByteString(model),
            messages: [ChatMessage(role: .system, "Be brief."), ChatMessage(role: .user, "Say hello.")],
            temperature: 0.2,
            maxTokens: 256,
            reasoning: Reasoning(budgetTokens: 0)
        )
    }
}

extension Provider {
    /// A key of no account.
    static let testKey = "test-key-4711-abcdefgh"

    /// A provider of the registry, with a key and its default address.
    static func scripted(_ name: String, key: String = testKey) -> Provider {
        let names = ProviderSettingNames(baseURL: "\(name.uppercased())_BASE_URL")
        let configuration = ProviderConfiguration(settings: [name: ProviderSettings(key: Secret(key), names: names)])
        guard let provider = try? ProviderRegistry(configuration)[ByteString(name)] else {
            preconditionFailure("no provider \(name)")
        }
        return provider
    }

    /// The request of a chat.
    func request(
        _ chat: ChatRequest,
        streaming: Bool = false,
        adaptation: RequestAdaptation = []
    ) -> UpstreamRequest {
        do {
            return request(
                try dialect.encode(chat, for: traits(chat.model), streaming: streaming, adaptation: adaptation)
            )
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
