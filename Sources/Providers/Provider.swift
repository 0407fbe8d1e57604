// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Dialects
package import Upstream

/// Who answers: a provider's name, where it is, its key, and the dialect that it speaks.
///
/// An object, because it is passed on with every request and never changes.
package final class Provider: Sendable {
    /// The name by which callers choose it, in lower case.
    package let name: String
    /// Where its API is.
    package let baseURL: BaseURL
    /// Its key; nil where it needs none, or none is configured.
    package let key: Secret?
    /// The header field of its key.
    package let keyHeader: KeyHeader
    /// The dialect that it speaks.
    package let dialect: any Dialect
    /// What a model of its takes, by the name.
    package let traits: @Sendable (_ model: ByteString) -> ModelTraits
    /// Whether it cannot be called without a key.
    package let needsKey: Bool
    /// What its settings are called, for messages that say what to change.
    package let settingNames: ProviderSettingNames
    /// Whether it is asked for a stream also where the answer is wanted in one piece.
    ///
    /// A server of one's own may write for minutes: as a stream it shows life all the while, it is seen at once when it
    /// stalls, and it notices a caller who has left. To take a stream apart costs more than to read a document.
    package let collectsStreams: Bool
    /// The models that it is said to have; nil to ask it.
    package let models: [ByteString]?
    /// What is learnt of it is kept by this: its name and where it is, since one that has moved is another one.
    package let memoryKey: ByteString
    /// What may be seen nowhere: its key, and what of its headers and its query is likely to be one.
    package let secrets: [Secret]
    /// What its URLs have besides.
    let query: ProviderQuery
    /// The header fields of its requests.
    let requestFields: RequestFields
    /// Whether the lists of providers show it; callers can name it all the same.
    package let isListed: Bool

    /// Makes a provider.
    package init(
        name: String,
        baseURL: BaseURL,
        key: Secret?,
        keyHeader: KeyHeader = .bearer,
        needsKey: Bool = false,
        settingNames: ProviderSettingNames = ProviderSettingNames(),
        isListed: Bool = true,
        collectsStreams: Bool = false,
        headers: [ProviderHeader] = [],
        query: ProviderQuery = ProviderQuery(),
        models: [ByteString]? = nil,
        dialect: any Dialect,
        traits: @escaping @Sendable (_ model: ByteString) -> ModelTraits
    ) {
        self.name = name
        self.baseURL = baseURL
        self.key = key
        self.keyHeader = keyHeader
        self.needsKey = needsKey
        self.settingNames = settingNames
        self.isListed = isListed
        self.collectsStreams = collectsStreams
        self.dialect = dialect
        self.traits = traits
        self.query = query
        self.models = models
        memoryKey = ByteString("\(name) \(baseURL.text) \(type(of: dialect))")
        let secretHeaders = headers.filter { ProviderSettings.isSecret($0.name) }
        secrets = (key.map { [$0] } ?? []) + secretHeaders.map(\.value) + query.secrets
        requestFields = RequestFields(key: key.map { keyHeader.field(for: $0) }, adding: headers)
    }

    /// Whether it can be called.
    package var availability: ProviderAvailability {
        needsKey && key == nil ? .missingKey : .ready
    }
}
