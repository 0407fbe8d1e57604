// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOCore

/// Anthropic's messages API.
struct AnthropicDialect: Dialect {
    /// Nil as long as no request is known.
    var identity: AnswerIdentity?

    let defaults = Behaviour()
    let requestIDField = "request-id"

    var failure: SimulatedError {
        usualError(status: 529)
    }

    func adapted(to behaviour: Behaviour, identity: AnswerIdentity) -> any Dialect {
        var dialect = self
        dialect.identity = identity
        return dialect
    }

    func read(_ request: IncomingRequest) throws(SimulatedError) -> any ChatRequest {
        let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(request.body.readableBytesView))
        guard case .object = tree, let tree else {
            throw .invalidRequest("The request body is not valid JSON: expected an object")
        }
        let version = request.header("anthropic-version")
        return AnthropicRequest(body: tree, version: version)
    }

    func key(of request: IncomingRequest) -> String? {
        request.header("x-api-key")
    }

    func plainAnswer(_ content: AnswerContent) -> ByteBuffer {
        AnthropicAnswer(content: content).body
    }

    func stream(_ content: AnswerContent) -> any StreamFormat {
        AnthropicStream(content: content, dialect: self)
    }
}
