// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOCore

/// Gemini's own API, `generateContent` and `streamGenerateContent`.
struct GeminiDialect: Dialect {
    let target: GeminiTarget
    private var behaviour = Behaviour()

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

// MARK: - Errors

extension GeminiDialect {
    func invalidKey(_ key: String?) -> SimulatedError {
        guard key != nil else {
            let message =
                "Method doesn't allow unregistered callers (callers without established identity). "
                + "Please use API Key or other form of API consumer identity to call this API."
            return SimulatedError(status: 403, message: message, type: "PERMISSION_DENIED", code: .none)
        }
        var error = SimulatedError.invalidArgument("API key not valid. Please pass a valid API key.")
        error.code = .word("API_KEY_INVALID")
        return error
    }

    func invalidModel(_ message: String, isMissing: Bool) -> SimulatedError {
        .invalidArgument(message)
    }

    func usualError(status: Int) -> SimulatedError {
        let (message, type): (String, String) =
            switch status {
            case 401: ("Request had invalid authentication credentials.", "UNAUTHENTICATED")
            case 402: ("Your prepaid balance is used up.", "FAILED_PRECONDITION")
            case 403: ("The caller does not have permission", "PERMISSION_DENIED")
            case 404: ("models/\(target.model) is not found for API version v1beta.", "NOT_FOUND")
            case 429: ("Resource has been exhausted (e.g. check quota).", "RESOURCE_EXHAUSTED")
            case 499: ("The operation was cancelled.", "CANCELLED")
            case 503: ("The model is overloaded. Please try again later.", "UNAVAILABLE")
            case 504: ("The request timed out. Please try again.", "DEADLINE_EXCEEDED")
            case 500...: ("An internal error has occurred. Please retry.", "INTERNAL")
            default: ("Request contains an invalid argument.", "INVALID_ARGUMENT")
            }
        return SimulatedError(status: status, message: message, type: type, code: .none)
    }

    func envelope(_ error: SimulatedError) -> String {
        detailed(error).googleEnvelope
    }

    /// The error with the details that its code and the model name ask for.
    func detailed(_ error: SimulatedError) -> SimulatedError {
        var error = error
        let details = [errorInfo(error.code), retryInfo, quotaFailure].compactMap { $0 }
        error.members = details.isEmpty ? "" : #","details":[\#(details.joined(separator: ","))]"#
        return error
    }

    private func errorInfo(_ code: SimulatedError.Code) -> String? {
        guard case .word(let reason) = code else { return nil }
        return """
            {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":\(JSONText.quoted(reason)),\
            "domain":"googleapis.com","metadata":{"service":"generativelanguage.googleapis.com"}}
            """
    }

    private var retryInfo: String? {
        behaviour.retryInfo.map {
            #"{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":\#(JSONText.quoted($0))}"#
        }
    }

    private var quotaFailure: String? {
        let id: String? =
            switch behaviour.quota {
            case "day": "GenerateRequestsPerDayPerProjectPerModel-FreeTier"
            case "minute": "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"
            default: behaviour.quota
            }
        guard let id else { return nil }
        return """
            {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[\
            {"quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests",\
            "quotaId":\(JSONText.quoted(id)),"quotaValue":"50"}]}
            """
    }
}

extension SimulatedError {
    /// Gemini's error for almost everything that is wrong with a request.
    static func invalidArgument(_ message: String) -> SimulatedError {
        SimulatedError(status: 400, message: message, type: "INVALID_ARGUMENT", code: .none)
    }
}
