// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

extension Provider {
    /// The provider with what is set for it besides where it is and its key.
    func applying(_ settings: ProviderSettings?) -> Provider {
        guard let settings, settings.changesRequests || settings.needsKey != nil || settings.models != nil else {
            return self
        }
        let needsKey = settings.needsKey ?? needsKey
        return Provider(
            name: name,
            baseURL: baseURL,
            key: key,
            keyHeader: settings.keyHeader ?? keyHeader,
            needsKey: needsKey,
            settingNames: settingNames,
            // What needs no key has none to wait for.
            isListed: isListed || settings.needsKey == false,
            collectsStreams: collectsStreams,
            headers: settings.headers,
            query: settings.query,
            models: settings.models?.map { ByteString($0) },
            dialect: dialect,
            traits: traits
        )
    }
}

extension ProviderSettings {
    fileprivate var changesRequests: Bool { keyHeader != nil || !headers.isEmpty || query != ProviderQuery() }
}
