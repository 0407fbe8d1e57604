// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A model as callers name it: `provider/name`, split at the first slash.
///
/// The name may hold further slashes, colons, spaces or any other character: `groq/openai/gpt-oss-120b`,
/// `local/qwen3:8b`.
package struct ModelID: Sendable, Hashable {
    /// The provider's name, as it was given; providers compare it in lower case.
    package let provider: ByteString
    /// The name under which the provider knows the model.
    package let name: ByteString

    /// Makes the id of a model of a provider.
    package init(provider: ByteString, name: ByteString) {
        self.provider = provider
        self.name = name
    }

    /// Splits `provider/name`; nil when there is no slash or one of the parts is empty.
    package init?(_ text: ByteString) {
        let provider = text.prefix { $0 != UInt8(ascii: "/") }
        let name = text.dropFirst(provider.count + 1)
        guard !provider.isEmpty, !name.isEmpty else { return nil }
        self.init(provider: provider, name: name)
    }
}
