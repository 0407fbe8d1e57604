// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Providers

extension ModelList {
    /// The model that a path names.
    ///
    /// - Throws: ``GatewayError`` for one that does not exist.
    static func entry(of call: Call) async throws -> Entry {
        let id = call.rest
        guard let target = try? ModelTarget(named: id, in: call.snapshot.registry) else { throw unknown(id) }
        let list = await ModelList(call)
        let entry = Entry(provider: target.provider.name, name: target.model)
        guard !list.isKnown(target.provider) || list.entries.contains(entry) else { throw unknown(id) }
        return entry
    }

    private static func unknown(_ id: ByteString) -> GatewayError {
        GatewayError(.model(.noName(id)), "The model `\(id.prefix(bytes: 200))` does not exist")
    }
}
