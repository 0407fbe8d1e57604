// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import Configuration
internal import Providers

/// The models that callers can name: those that the providers list, and those that the operator has named.
struct ModelList {
    /// A model.
    struct Entry: Equatable {
        let provider: String
        let name: ByteString

        /// The name by which callers call it.
        var id: ByteString { ByteString(Array(provider.utf8) + [UInt8(ascii: "/")] + name.bytes) }
    }

    private(set) var entries: [Entry] = []
    /// The providers whose lists are known.
    private var known: Set<String> = []

    /// Asks all providers that are listed and can be called, at a time.
    init(_ call: Call) async {
        let (catalog, eventLoop) = (call.snapshot.catalog, call.eventLoop)
        let timeouts = call.snapshot.configuration.upstreamTimeouts
        let providers = call.snapshot.registry.providers.filter { $0.isListed && $0.availability == .ready }
        let lists = await withTaskGroup(of: (Int, [ByteString]?).self) { group in
            for (index, provider) in providers.enumerated() {
                group.addTask { (index, await catalog.models(of: provider, on: eventLoop, timeouts: timeouts)) }
            }
            return await group.reduce(into: [Int: [ByteString]]()) { $0[$1.0] = $1.1 }
        }
        for (index, provider) in providers.enumerated() {
            if let names = lists[index] {
                known.insert(provider.name)
                entries += names.map { Entry(provider: provider.name, name: $0) }
            }
            for named in call.snapshot.configuration.models where named.provider.equals(provider.name) {
                let entry = Entry(provider: provider.name, name: named.name)
                if !entries.contains(entry) { entries.append(entry) }
            }
        }
    }

    /// Whether a provider has said which models it has.
    func isKnown(_ provider: Provider) -> Bool { known.contains(provider.name) }
}
