// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// The header fields that every request to a provider has, made once; the key is among them, so they are never shown.
struct RequestFields: Sendable {
    /// Those of a request for a stream.
    let stream: HTTPFields
    /// Those of a request for a document.
    let document: HTTPFields

    init(key: HTTPField?, adding headers: [ProviderHeader]) {
        stream = Self.fields(accept: "text/event-stream", key, headers)
        document = Self.fields(accept: "application/json", key, headers)
    }

    private static func fields(accept type: String, _ key: HTTPField?, _ headers: [ProviderHeader]) -> HTTPFields {
        var fields: HTTPFields = [
            .contentType: "application/json",
            .accept: type,
            // Firewalls of providers turn away requests that do not say who sends them.
            .userAgent: "llm-gateway/" + Version.number,
            // Nothing here decompresses, and a compressing proxy would hold a stream's events back.
            .acceptEncoding: "identity",
        ]
        if let key { fields.append(key) }
        for header in headers { fields[header.field.name] = header.field.value }
        return fields
    }
}

extension RequestFields: CustomStringConvertible, CustomReflectable {
    var description: String { "***" }
    /// A mirror without children, because `dump` looks inside otherwise.
    var customMirror: Mirror { Mirror(self, children: [:]) }
}
