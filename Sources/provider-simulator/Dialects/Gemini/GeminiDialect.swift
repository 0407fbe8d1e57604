// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOCore

/// Gemini's own API, `generateContent` and `streamGenerateContent`.
struct GeminiDialect: Dialect {
    let target: GeminiTarget
    var behaviour = Behaviour()

    init(target: GeminiTarget) {
        self.target = target
    }

    var defaults: Behaviour {
        var behaviour = Behaviour()
        behaviour.lineEnding = .crlf
        behaviour.usage = .every
        behaviour.enumLimit = 500
        return behaviour
    }

    var failure: SimulatedError {
        usualError(status: 503)
    }

    func adapted(to behaviour: Behaviour, identity: AnswerIdentity) -> any Dialect {
        var dialect = self
        dialect.behaviour = behaviour
        return dialect
    }

    func modelName(inTargetOf request: IncomingRequest) -> String {
        target.model
    }

    func read(_ request: IncomingRequest) throws(SimulatedError) -> any ChatRequest {
        if target.hasKey {
            let message = "The simulator takes no key in the query. Send it in the header field x-goog-api-key."
            throw .invalidArgument(message)
        }
        let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(request.body.readableBytesView))
        guard case .object = tree, let tree else {
            throw .invalidArgument("Invalid JSON payload received. Unexpected token.")
        }
        return GeminiRequest(target: target, body: tree)
    }

    func key(of request: IncomingRequest) -> String? {
        request.header("x-goog-api-key")
    }

    func plainAnswer(_ content: AnswerContent) -> ByteBuffer {
        GeminiAnswer(content: content).body
    }

    func stream(_ content: AnswerContent) -> any StreamFormat {
        GeminiStream(content: content, dialect: self)
    }
}
