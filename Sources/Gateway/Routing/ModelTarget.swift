// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Providers

/// Whom a caller means by the name of a model.
struct ModelTarget: Sendable {
    /// Who is asked.
    let provider: Provider
    /// The name under which the provider knows the model.
    let model: ByteString

    /// Finds whom a name means.
    ///
    /// - Parameters:
    ///   - name: `provider/name`.
    ///   - registry: The providers that there are.
    /// - Throws: ``ModelFault``.
    init(named name: ByteString, in registry: ProviderRegistry) throws(ModelFault) {
        guard name.count <= ModelFault.longest else { throw .tooLong(name.count) }
        // The name outlives the body, in the table of what was learnt and in the log.
        guard let id = ModelID(name.copied) else { throw .noName(name) }
        guard let provider = registry[id.provider] else {
            throw .unknownProvider(id.provider, known: registry.names)
        }
        guard provider.availability == .ready else {
            throw .noKey(provider: provider.name, setting: provider.settingNames.key)
        }
        self.provider = provider
        model = id.name
    }
}
