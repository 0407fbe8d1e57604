// SPDX-License-Identifier: Apache-2.0

/// A model as callers name it: `provider/name`, split at the first slash.
///
/// The name may hold further slashes, colons, spaces or any other character: `groq/openai/gpt-oss-120b`,
/// `local/qwen3:8b`.
package struct ModelID: Sendable, Hashable {
    /// The provider's name, as it was given; providers compare it in lower case.
    package let provider: String
    /// The name under which the provider knows the model.
    package let name: String

    /// Makes the id of a model of a provider.
    package init(provider: String, name: String) {
        self.provider = provider
        self.name = name
    }

    /// Splits `provider/name`; nil when there is no slash or one of the parts is empty.
    package init?(_ text: String) {
        guard let slash = text.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let provider = text[..<slash]
        let name = text[text.utf8.index(after: slash)...]
        guard !provider.isEmpty, !name.isEmpty else { return nil }
        self.init(provider: String(provider), name: String(name))
    }
}
