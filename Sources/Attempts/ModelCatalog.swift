// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
internal import Dialects
package import NIOCore
package import Providers
package import Upstream

/// Which models the providers say that they have, asked once in a while.
///
/// A list that cannot be had leaves those of the other providers alone: what was known of it before goes on, or nothing.
package actor ModelCatalog {
    private struct Entry {
        var names: [ByteString]
        var asked: ContinuousClock.Instant
        var isKnown: Bool
    }

    /// How long a list is taken for true.
    private static let lifetime = Duration.seconds(300)
    /// How long a provider is left alone that had none.
    private static let pause = Duration.seconds(30)
    /// How long a caller waits for a list.
    private static let patience = Duration.seconds(5)
    /// The most bytes of a list.
    private static let largest = 4 << 20

    private let upstream: any UpstreamCalling
    private var entries: [String: Entry] = [:]  // text: a provider's name, the operator's

    /// Makes a catalog that knows nothing yet.
    package init(upstream: any UpstreamCalling) {
        self.upstream = upstream
    }

    /// The models of a provider.
    ///
    /// - Parameters:
    ///   - provider: Whose models; one that can be called.
    ///   - eventLoop: Where the connection lives.
    /// - Returns: Their names, in the provider's order; nil when they are not known.
    package func models(of provider: Provider, on eventLoop: any EventLoop) async -> [ByteString]? {
        if let entry = entries[provider.name],
            entry.asked.duration(to: .now) < (entry.isKnown ? Self.lifetime : Self.pause)
        {
            return entry.isKnown ? entry.names : nil
        }
        let found = await Self.ask(provider, upstream, eventLoop)
        if let found {
            entries[provider.name] = Entry(names: found, asked: .now, isKnown: true)
            return found
        }
        // What was known goes on for a while, before it is asked for again.
        let before = entries[provider.name]
        entries[provider.name] = Entry(names: before?.names ?? [], asked: .now, isKnown: false)
        return before?.names
    }

    private static func ask(
        _ provider: Provider,
        _ upstream: any UpstreamCalling,
        _ eventLoop: any EventLoop
    ) async -> [ByteString]? {
        await withTaskGroup(of: [ByteString]?.self) { group in
            group.addTask {
                let receiver = DocumentReceiver(limit: largest)
                do {
                    try await upstream.execute(provider.modelsRequest, on: eventLoop, receiver: receiver)
                } catch {
                    return nil
                }
                return receiver.document.flatMap { provider.dialect.modelNames(in: $0) }
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }
}
