// SPDX-License-Identifier: Apache-2.0

/// The program whose forms the answers in OpenAI's dialect have (`server=`).
enum ChatServer: String, CaseIterable {
    case openai
    case groq
    case ollama
    case llamacpp
    case llamabox
    case vllm
    case lmstudio
    case llamaCppPython = "llama-cpp-python"

    /// The behaviour of a server of this kind when the model name says no more.
    var behaviour: Behaviour {
        var behaviour = Behaviour()
        behaviour.server = self
        switch self {
        case .openai:
            break
        case .groq:
            behaviour.reasoningPlace = .reasoning
            behaviour.usage = .groq
        case .ollama:
            behaviour.role = .every
            behaviour.reasoningPlace = .reasoning
        case .llamacpp:
            behaviour.role = .null
            behaviour.reasoningPlace = .reasoningContent
        case .llamabox:
            behaviour.role = .none
            behaviour.reasoningPlace = .reasoningContent
            behaviour.usage = .finish
            behaviour.done = .off
        case .vllm:
            behaviour.reasoningPlace = .reasoning
        case .lmstudio:
            behaviour.role = .every
            behaviour.reasoningPlace = .reasoningContent
        case .llamaCppPython:
            behaviour.role = .only
            behaviour.reasoningPlace = .think
            behaviour.usage = .plain
        }
        return behaviour
    }
}
