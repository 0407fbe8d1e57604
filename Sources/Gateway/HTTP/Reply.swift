// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import FastCGI
package import HTTPTypes

/// What an endpoint gives back.
package enum Reply: Sendable {
    /// A whole response, to be sent by the gateway.
    case response(status: HTTPResponse.Status, headerFields: HTTPFields, body: [UInt8])
    /// The endpoint has written the response itself, to its end.
    case streamed
}

extension Reply {
    /// A response of JSON.
    static func json(
        _ body: [UInt8],
        status: HTTPResponse.Status = .ok,
        headerFields: HTTPFields = [:]
    ) -> Reply {
        var fields = headerFields
        fields[.contentType] = "application/json; charset=utf-8"
        return .response(status: status, headerFields: fields, body: body)
    }

    /// A response of JSON with a model's answer.
    static func answer(_ body: [UInt8], finishReason: FinishReason) -> Reply {
        var fields = HTTPFields()
        fields.set("X-Finish-Reason", finishReason.rawValue)
        return .json(body, headerFields: fields)
    }
}
