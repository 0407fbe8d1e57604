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
        /// Nil where they never were.
        let names: [ByteString]?
        /// When the provider is asked again.
        let until: ContinuousClock.Instant
    }

    /// How long a caller waits for a list.
    private static let patience = Duration.seconds(5)
    /// The most bytes of a list.
    private static let largest = 4 << 20

    private let upstream: any UpstreamCalling
    private let lifetime: Duration
    private let pause: Duration
    private var entries: [String: Entry] = [:]  // text: a provider's name, the operator's
    /// The questions that are on their way; whoever wants the same list waits for the same one.
    private var questions: [String: Task<[ByteString]?, Never>] = [:]  // text: a provider's name, the operator's

    /// Makes a catalog that knows nothing yet.
    ///
    /// - Parameters:
    ///   - upstream: The way to the providers.
    ///   - lifetime: How long a list is taken for true.
    ///   - pause: How long a provider is left alone that had none.
    package init(
        upstream: any UpstreamCalling,
        lifetime: Duration = .seconds(300),
        pause: Duration = .seconds(30)
    ) {
        self.upstream = upstream
        self.lifetime = lifetime
        self.pause = pause
    }

    /// The models of a provider.
    ///
    /// - Parameters:
    ///   - provider: Whose models; one that can be called.
    ///   - eventLoop: Where the connection lives.
    /// - Returns: Their names, in the provider's order; nil when they are not known.
    package func models(of provider: Provider, on eventLoop: any EventLoop) async -> [ByteString]? {
        if let entry = entries[provider.name], entry.until > .now { return entry.names }
        if let question = questions[provider.name] { return await question.value ?? entries[provider.name]?.names }
        // A task of its own, which ends by itself: a caller that leaves must not be taken for a provider without a list.
        let question = Task(executorPreference: EventLoopExecutor(eventLoop)) { [upstream] in
            await Self.ask(provider, upstream, eventLoop)
        }
        questions[provider.name] = question
        let found = await question.value
        questions[provider.name] = nil
        // What was known goes on where no list can be had.
        let names = found ?? entries[provider.name]?.names
        entries[provider.name] = Entry(names: names, until: .now + (found == nil ? pause : lifetime))
        return names
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
