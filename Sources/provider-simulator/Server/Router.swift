// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Chooses the answer to a request by its method and path.
struct Router: Sendable {
    let observations: Observations

    func answer(to request: IncomingRequest) -> Answer {
        let target = RequestTarget(uri: request.head.uri)
        let dialect = Self.dialect(of: target)
        if let dialect, request.head.method == .POST {
            return ChatEndpoint(dialect: dialect, observations: observations).answer(to: request)
        }
        let answer = otherAnswer(to: request, target: target, isChat: dialect != nil)
        observations.note("\(request.head.method) \(request.head.uri) \(answer.head?.status ?? 0)")
        return answer
    }

    /// The dialect that is spoken on a chat route; nil for all other routes.
    private static func dialect(of target: RequestTarget) -> (any Dialect)? {
        switch target.path {
        case "/chat/completions": OpenAIDialect(server: .openai)
        case "/openai/v1/chat/completions": OpenAIDialect(server: .groq)
        case "/messages": AnthropicDialect()
        default: GeminiTarget(target).map(GeminiDialect.init(target:))
        }
    }

    private func otherAnswer(to request: IncomingRequest, target: RequestTarget, isChat: Bool) -> Answer {
        let openAI = OpenAIDialect(server: .openai)
        let head = request.head
        let models = ModelsEndpoint(target, head)
        if head.method == .GET, let models { return models.answer(to: request) }
        switch (head.method, target.path) {
        case (.GET, "/simulator/requests"):
            return .json(observations.log.json(modelPrefix: target.field("model") ?? ""))
        case (.DELETE, "/simulator/requests"):
            observations.log.removeAll()
            return Answer(head: ResponseHead(status: 204), body: .bytes(ByteBuffer()))
        case (.GET, "/simulator/stats"):
            return .json(observations.statistics.json)
        case _ where isChat || models != nil:
            return .error(.methodNotAllowed(method: head.method.rawValue, path: head.uri), dialect: openAI)
        case (_, "/simulator/requests"), (_, "/simulator/stats"):
            return .error(.methodNotAllowed(method: head.method.rawValue, path: head.uri), dialect: openAI)
        default:
            return .error(.unknownRoute(method: head.method.rawValue, path: head.uri), dialect: openAI)
        }
    }
}
