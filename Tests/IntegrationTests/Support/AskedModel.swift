// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// A model of one provider, and the ways to ask it.
struct AskedModel: Sendable {
    /// The ways.
    enum Way: CaseIterable, Sendable {
        case generation, stream, classification, summarization
    }

    static let classes = [
        TaskRequest.Class("apple", "A fruit"), .init("oak", "A tree"), .init("tulip", "A flower"),
    ]

    /// The tokens of a prompt and its answer when the simulator answers a generation as usual.
    static let usualUsage = TokenUsage(prompt: 5, completion: 8)

    let provider: String
    let name: String

    /// Names a model by its provider and the provider's own name for it.
    init(_ provider: String, _ name: String) {
        self.provider = provider
        self.name = name
    }

    /// Names a model that no other test uses.
    init(_ provider: TestedProvider, keys: String = "") {
        self.init(provider.rawValue, provider.model(keys))
    }

    /// The HTTP request of a way.
    func request(_ way: Way, maxTokens: Int? = nil) throws -> TestRequest {
        let id = "\(provider)/\(name)"
        let generation = GenerationRequest(
            id,
            prompt: "Be brief.",
            userPrompt: "Count three words",
            maxTokens: maxTokens
        )
        let task = TaskRequest(
            id,
            prompt: "Be brief.",
            "It has roots and leaves.",
            classes: way == .classification ? Self.classes : nil,
            maxTokens: maxTokens
        )
        switch way {
        case .generation: return try generation.plain
        case .stream: return try generation.stream
        case .classification: return try task.classification
        case .summarization: return try task.summarization
        }
    }

    /// Asks in one way.
    func ask(_ way: Way, of deployment: Deployment? = nil) async throws -> TestResponse {
        try await (try deployment ?? Shared.deployment).client().send(try request(way))
    }

    /// Asks for a stream and reads its events.
    func stream() async throws -> StreamResult {
        try await Shared.deployment.client().open(try request(.stream)) { try await StreamResult($0) }
    }

    /// What the provider received, oldest first.
    func received() async throws -> [ReceivedChat] {
        try await Shared.deployment.simulator.requests(model: name).map { try $0.decodeBody(ReceivedChat.self) }
    }
}
