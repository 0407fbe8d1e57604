// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Chooses the answer to a request by its method and path.
struct Router: Sendable {
    let observations: Observations
    private let chat: ChatEndpoint

    init(observations: Observations) {
        self.observations = observations
        chat = ChatEndpoint(observations: observations)
    }

    func answer(to request: IncomingRequest) -> Answer {
        let target = RequestTarget(uri: request.head.uri)
        if target.path == "/chat/completions", request.head.method == .POST {
            return chat.answer(to: request)
        }
        let answer = otherAnswer(to: request.head, target: target)
        observations.note("\(request.head.method) \(request.head.uri) \(answer.head?.status ?? 0)")
        return answer
    }

    private func otherAnswer(to head: HTTPRequestHead, target: RequestTarget) -> Answer {
        switch (head.method, target.path) {
        case (.GET, "/models"):
            return .json(ModelList.json)
        case (.GET, "/simulator/requests"):
            return .json(observations.log.json(modelPrefix: target.field("model") ?? ""))
        case (.DELETE, "/simulator/requests"):
            observations.log.removeAll()
            return Answer(head: ResponseHead(status: 204), body: .bytes(ByteBuffer()))
        case (.GET, "/simulator/stats"):
            return .json(observations.statistics.json)
        case (_, "/chat/completions"), (_, "/models"), (_, "/simulator/requests"), (_, "/simulator/stats"):
            return .error(.methodNotAllowed(method: head.method.rawValue, path: head.uri))
        default:
            return .error(.unknownRoute(method: head.method.rawValue, path: head.uri))
        }
    }
}
