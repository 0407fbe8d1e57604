// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes

/// The header field in which a provider wants its key.
package enum KeyHeader: Sendable, Equatable {
    /// `Authorization: Bearer KEY`.
    case bearer
    /// A field of its own that holds nothing but the key.
    case field(HTTPField.Name)

    /// Reads what an operator calls it: `bearer`, or the name of a field, such as `api-key`; nil for what is none.
    package init?(_ text: String) {
        if text.lowercased() == "bearer" {
            self = .bearer
        } else if let header = ProviderHeader(name: text, value: "key") {
            self = .field(header.field.name)
        } else {
            return nil
        }
    }

    /// The field that carries a key.
    package func field(for key: Secret) -> HTTPField {
        switch self {
        case .bearer: HTTPField(name: .authorization, value: "Bearer " + key.revealed)
        case .field(let name): HTTPField(name: name, value: key.revealed)
        }
    }
}
