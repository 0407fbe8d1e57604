// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Dialects
internal import HTTPTypes
internal import JSONCoding

/// An error as OpenAI's clients read it.
///
/// Source: OpenAI API reference, errors; the official SDKs, which make their exceptions of the status and of these four members.
struct OpenAIError {
    let status: HTTPResponse.Status
    let message: String
    let type: String
    var parameter: String?
    var code: String?
    var headerFields = HTTPFields()
    /// The provider's own words, where they are passed on.
    private var document: [UInt8]?

    init(_ error: GatewayError) {
        var message = error.message
        var type = "invalid_request_error"
        switch error.cause {
        case .request:
            status = .badRequest
        case .invalid(let fault):
            status = .badRequest
            parameter = fault.path == .root ? nil : fault.path.description
            code = fault.kind.openAICode
        case .unsupported(let fault):
            status = .badRequest
            let name = Self.name(of: fault.place)
            parameter = name
            message = "\(name) \(fault.reason)"
            code = "unsupported_parameter"
        case .image(let fault):
            status = .badRequest
            let name = Self.url(of: fault)
            parameter = name
            message = "\(name) \(fault.reason)"
            code = "invalid_image_url"
        case .model:
            status = .notFound
            parameter = "model"
            code = "model_not_found"
        case .tooLarge:
            status = .contentTooLarge
        case .credential:
            status = .unauthorized
            code = "invalid_api_key"
            headerFields[.wwwAuthenticate] = "Bearer"
        case .path:
            status = .notFound
        case .method(let allowed):
            status = .methodNotAllowed
            code = "method_not_supported"
            headerFields[.allow] = allowed.map(\.rawValue).joined(separator: ", ")
        case .unavailable:
            status = .serviceUnavailable
            type = "server_error"
            headerFields[.retryAfter] = "1"
        case .gateway:
            status = .internalServerError
            type = "server_error"
        case .provider(let error):
            let answer = ProviderAnswer(error)
            document = answer.document
            status = answer.status
            type = answer.type
            // Of the request's own faults the provider's words say more.
            code = status == .badRequest ? error.code ?? answer.code : answer.code
            parameter = status == .badRequest ? error.parameter : nil
            headerFields = answer.headerFields
        }
        self.message = message
        self.type = type
    }

    /// The error object, with all four members.
    var body: [UInt8] {
        if let document { return document }
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("error")
        writer.beginObject()
        writer.key("message")
        writer.string(message)
        writer.key("type")
        writer.string(type)
        for (name, value) in [("param", parameter), ("code", code)] {
            writer.key(name)
            if let value { writer.string(value) } else { writer.null() }
        }
        writer.endObject()
        writer.endObject()
        return writer.take()
    }

    var reply: Reply { .json(body, status: status, headerFields: headerFields) }

    private static func url(of fault: ImageFault) -> String {
        "\(name(of: fault.place)).image_url.url"
    }

    private static func name(of place: Unsupported.Place) -> String {
        switch place {
        case .parameter(let parameter): OpenAIParameters.names(of: parameter).first ?? "request"
        case .tool(let index): "tools[\(index)]"
        // What is said is the element of the same number; the calls follow it.
        case .part(let index, let message, .content): "messages[\(message)].content[\(index)]"
        case .part(_, let message, .toolCall(let index)): "messages[\(message)].tool_calls[\(index)]"
        case .part(_, let message, .toolResult): "messages[\(message)]"
        }
    }
}

extension InvalidRequest.Kind {
    fileprivate var openAICode: String {
        switch self {
        case .missing: "missing_required_parameter"
        case .type: "invalid_type"
        case .value: "invalid_value"
        case .range: "value_out_of_range"
        case .unsupported: "unsupported_value"
        case .unsupportedMember: "unsupported_parameter"
        }
    }
}
