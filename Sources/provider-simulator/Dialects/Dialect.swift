// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// One of the languages that providers speak: how a request is read, and how answers and errors are written.
///
/// What happens when, and at which pace, is the same in all of them and not decided here.
protocol Dialect: Sendable {
    /// The behaviour of a model whose name asks for nothing.
    var defaults: Behaviour { get }

    /// The header field that numbers the answer.
    var requestIDField: String { get }

    /// What a provider says that fails in the middle of an answer.
    var failure: SimulatedError { get }

    /// Whether a refusal is a text, and not just a finish reason.
    var refusesInWords: Bool { get }

    /// The dialect as it is written in one answer.
    func adapted(to behaviour: Behaviour, identity: AnswerIdentity) -> any Dialect

    /// The model name as far as the request's target has it, for requests that cannot be read.
    func modelName(inTargetOf request: IncomingRequest) -> String

    func read(_ request: IncomingRequest) throws(SimulatedError) -> any ChatRequest

    /// The key that the request carries.
    func key(of request: IncomingRequest) -> String?

    func invalidKey(_ key: String?) -> SimulatedError

    /// The refusal of a model name that the simulator does not understand.
    func invalidModel(_ message: String, isMissing: Bool) -> SimulatedError

    /// What the provider usually says along with a status.
    func usualError(status: Int) -> SimulatedError

    /// The error with the type and code that this provider would give it.
    func native(_ error: SimulatedError) -> SimulatedError

    /// The body of an error answer.
    func envelope(_ error: SimulatedError) -> String

    /// The body of an error answer in Google's form, which some servers wrap in an array.
    func googleEnvelope(_ error: SimulatedError) -> String

    /// The body of a plain answer.
    func plainAnswer(_ content: AnswerContent) -> ByteBuffer

    func stream(_ content: AnswerContent) -> any StreamFormat
}

extension Dialect {
    var requestIDField: String {
        "x-request-id"
    }

    var refusesInWords: Bool {
        false
    }

    func modelName(inTargetOf request: IncomingRequest) -> String {
        ""
    }

    func native(_ error: SimulatedError) -> SimulatedError {
        error
    }

    func googleEnvelope(_ error: SimulatedError) -> String {
        error.googleEnvelope
    }
}
