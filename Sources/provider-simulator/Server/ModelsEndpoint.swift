// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1

/// Answers a request for the list of models, in the dialect that its path and its fields belong to.
struct ModelsEndpoint {
    /// What a key has in it that is refused: there is no model name that could ask for it.
    private static let refusedWord = "refused"

    let dialect: any Dialect

    /// The dialect of a path; nil when there is no list of models.
    init?(_ target: RequestTarget, _ head: HTTPRequestHead) {
        switch target.wholePath {
        case "/openai/v1/models":
            dialect = OpenAIDialect(server: .groq)
        case "/v1beta/models":
            dialect = GeminiDialect(target: GeminiTarget(model: ""))
        case _ where target.path == "/models":
            let isAnthropic = head.headers.contains(name: "anthropic-version")
            dialect = isAnthropic ? AnthropicDialect() : OpenAIDialect(server: .openai)
        default:
            return nil
        }
    }

    func answer(to request: IncomingRequest) -> Answer {
        let key = dialect.key(of: request)
        if let key, key.contains(Self.refusedWord) { return .error(dialect.invalidKey(key), dialect: dialect) }
        return .json(dialect is GeminiDialect ? ModelList.geminiJSON : ModelList.json)
    }
}
