// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOCore

/// Chat completions: OpenAI's own, Groq's, and those of the servers that follow them.
struct OpenAIDialect: Dialect {
    /// Whose forms the answers have.
    let server: ChatServer

    var defaults: Behaviour {
        server.behaviour
    }

    var failure: SimulatedError {
        .failedWhileProcessing
    }

    let refusesInWords = true

    func adapted(to behaviour: Behaviour, identity: AnswerIdentity) -> any Dialect {
        OpenAIDialect(server: behaviour.server)
    }

    func read(_ request: IncomingRequest) throws(SimulatedError) -> any ChatRequest {
        do {
            return try JSONDecoder().decode(OpenAIRequest.self, from: Data(request.body.readableBytesView))
        } catch DecodingError.typeMismatch(_, let context) where !context.codingPath.isEmpty {
            let keys = context.codingPath.map(\.stringValue)
            let message = "Invalid type for '\(keys.joined(separator: "."))'."
            throw .invalid(message, param: keys.first, code: "invalid_type")
        } catch {
            let message = "We could not parse the JSON body of your request. The API expects a JSON payload."
            throw .invalid(message, param: nil, code: nil)
        }
    }

    func key(of request: IncomingRequest) -> String? {
        request.bearerKey
    }

    func invalidKey(_ key: String?) -> SimulatedError {
        switch server {
        case .groq:
            SimulatedError(
                status: 401,
                message: "Invalid API Key",
                type: "invalid_request_error",
                code: .word("invalid_api_key")
            )
        case .vllm:
            SimulatedError(status: 401, message: "Unauthorized", type: "invalid_request_error", code: .none)
        case .llamacpp, .llamabox:
            SimulatedError(status: 401, message: "Invalid API Key", type: "authentication_error", code: .number(401))
        default:
            .invalidKey(key)
        }
    }

    func invalidModel(_ message: String, isMissing: Bool) -> SimulatedError {
        .invalid(message, param: "model", code: isMissing ? "missing_required_parameter" : "invalid_value")
    }

    func usualError(status: Int) -> SimulatedError {
        server == .groq ? .usualOfGroq(status: status) : .usual(status: status)
    }

    func plainAnswer(_ content: AnswerContent) -> ByteBuffer {
        OpenAIAnswer(content: content).body
    }

    func stream(_ content: AnswerContent) -> any StreamFormat {
        OpenAIStream(content: content)
    }
}
