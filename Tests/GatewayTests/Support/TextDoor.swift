// SPDX-License-Identifier: Apache-2.0

import Attempts
import ByteStrings
import Chat
import HTTPTypes
import Providers

@testable import Gateway

/// A door of another language, all of it: `POST /text/answer?model=provider/name` with a prompt as the body gives the
/// answer as plain text; with `&stream` as it is written, and `END stop` or `FAIL message` behind it.
struct TextDoor: Door {
    let name = "text"

    var routes: [Route] { [Route(.post, "/text/answer", Answer())] }

    func reply(to error: GatewayError) -> Reply {
        let status: HTTPResponse.Status
        switch error.cause {
        case .request, .invalid, .model, .unsupported, .image, .tooLarge: status = .badRequest
        case .credential: status = .forbidden
        case .path, .method: status = .notFound
        case .unavailable: status = .serviceUnavailable
        case .provider, .gateway: status = .badGateway
        }
        return Self.text("FAIL \(error.message)\n", status)
    }

    static func text(_ text: String, _ status: HTTPResponse.Status = .ok) -> Reply {
        .response(status: status, headerFields: [.contentType: "text/plain"], body: Array(text.utf8))
    }

    struct Answer: Endpoint {
        func respond(to call: Call) async throws -> Reply {
            let prompt = call.takeBody()
            guard let id = call.query["model"].flatMap({ ModelID($0) }), !prompt.isEmpty,
                let provider = call.snapshot.registry[id.provider]
            else { throw GatewayError(.request, "expected ?model=provider/name and a prompt") }
            let chat = ChatRequest(
                model: id.name,
                messages: [ChatMessage(role: .user, content: prompt[...])],
                temperature: 0,
                maxTokens: 100
            )
            let attempts = try call.attempts(of: chat, with: provider)
            guard call.query["stream"] != nil else {
                let answer = try await attempts.complete()
                return text(String(decoding: answer.text, as: UTF8.self) + "\n")
            }
            let stream = EventStream(call, Encoder())
            return try await stream.run { sink in try await attempts.stream(into: sink) }
        }
    }

    struct Encoder: StreamEncoder {
        func append(_ event: ChatEvent, to output: inout [UInt8]) {
            switch event {
            case .text(let text): output += text
            case .completed(let completion): output += "\nEND \(completion.finishReason)\n".utf8
            default: break
            }
        }

        func append(_ error: GatewayError, to output: inout [UInt8]) {
            output += "\nFAIL \(error.message)\n".utf8
        }

        func appendComment(to output: inout [UInt8]) {}
    }
}
