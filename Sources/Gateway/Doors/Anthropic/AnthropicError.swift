// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Dialects
internal import HTTPTypes
internal import JSONCoding

/// An error as Anthropic's clients read it.
///
/// Source: Claude API reference, errors; the official SDKs, which make their exceptions of the status and the type.
struct AnthropicError {
    let status: HTTPResponse.Status
    let message: String
    let type: String
    var headerFields = HTTPFields()
    /// The provider's own words, where they are passed on.
    private var document: [UInt8]?

    init(_ error: GatewayError) {
        var message = error.message
        switch error.cause {
        case .request: status = .badRequest
        case .invalid(let fault):
            status = .badRequest
            // The message begins with the place as OpenAI writes it.
            let place = fault.path.description
            if message.hasPrefix(place) { message = fault.path.dotted + message.dropFirst(place.count) }
        case .unsupported(let fault):
            status = .badRequest
            message = "\(Self.place(of: fault.place)) \(fault.reason)"
        case .image(let fault):
            status = .badRequest
            message = "\(Self.place(of: fault.place)).source.url \(fault.reason)"
        case .model, .path: status = .notFound
        case .tooLarge: status = .contentTooLarge
        case .credential: status = .unauthorized
        case .method(let allowed):
            status = .methodNotAllowed
            headerFields[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
        case .unavailable:
            status = .serviceUnavailable
            headerFields[.retryAfter] = "1"
        case .gateway: status = .internalServerError
        case .provider(let error):
            let answer = ProviderAnswer(error)
            document = answer.document
            status = answer.status
            headerFields = answer.headerFields
        }
        self.message = message
        type = Self.type(of: status.code)
    }

    /// The type that goes with a status.
    private static func type(of status: Int) -> String {
        switch status {
        case 401: "authentication_error"
        case 402: "billing_error"
        case 403: "permission_error"
        case 404: "not_found_error"
        case 413: "request_too_large"
        case 429: "rate_limit_error"
        case 503, 529: "overloaded_error"
        case 504: "timeout_error"
        case 500...: "api_error"
        default: "invalid_request_error"
        }
    }

    /// The error object, with the call's id.
    func body(requestID: String?) -> [UInt8] {
        if let document { return document }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string("error")
        writer.key("error")
        writer.beginObject()
        writer.key("type")
        writer.string(type)
        writer.key("message")
        writer.string(message)
        writer.endObject()
        writer.key("request_id")
        if let requestID { writer.string(requestID) } else { writer.null() }
        writer.endObject()
        return writer.take()
    }

    func reply(requestID: String? = nil) -> Reply {
        .json(body(requestID: requestID), status: status, headerFields: headerFields)
    }

    private static func place(of place: Unsupported.Place) -> String {
        switch place {
        case .parameter(let parameter): AnthropicParameters.names(of: parameter).first ?? "request"
        case .tool(let index): "tools.\(index)"
        case .part(let index, let message, _): "messages.\(message).content.\(index)"
        }
    }
}
