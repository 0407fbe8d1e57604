// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// A header field that every request to a provider has because its operator wants it.
///
/// Its value may be a key, so it is never shown.
package struct ProviderHeader: Sendable, Equatable {
    /// What is the client's own to say: where a request ends, whom it is for, and what the answer may look like.
    private static let reserved: Set<String> = [
        "accept", "accept-encoding", "connection", "content-length", "content-type", "expect", "host", "keep-alive",
        "proxy-authorization", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    let field: HTTPField

    /// Makes a field; nil where the name is none, or one that only the gateway may say, or where the value does not fit.
    package init?(name: String, value: String) {
        guard let name = HTTPField.Name(name), !Self.reserved.contains(name.canonicalName),
            !value.isEmpty, value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
            value.utf8.first != 0x20, value.utf8.last != 0x20
        else { return nil }
        field = HTTPField(name: name, value: value)
    }

    /// The name, in lower case.
    package var name: String { field.name.canonicalName }
    /// The value.
    var value: Secret { Secret(field.value) }
}

extension ProviderHeader: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(name): ***" }
    /// A mirror without children, because `dump` looks inside otherwise.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
