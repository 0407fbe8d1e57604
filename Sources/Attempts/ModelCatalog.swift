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
    /// How many lists are kept before those are dropped that are not true any more: of providers that have gone or moved.
    private static let keptLists = 256

    private let upstream: any UpstreamCalling
    private let lifetime: Duration
    private let pause: Duration
    /// The lists by the providers' ``Provider/memoryKey``.
    private var entries: [ByteString: Entry] = [:]
    /// The questions that are on their way; whoever wants the same list waits for the same one.
    private var questions: [ByteString: Task<[ByteString]?, Never>] = [:]

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
    ///   - timeouts: The limits in time of the question; nil for those of the way to the providers.
    /// - Returns: Their names, in the provider's order; nil when they are not known.
    package func models(
        of provider: Provider,
        on eventLoop: any EventLoop,
        timeouts: UpstreamTimeouts? = nil
    ) async -> [ByteString]? {
        if let models = provider.models { return models }
        let key = provider.memoryKey
        if let entry = entries[key], entry.until > .now { return entry.names }
        if let question = questions[key] { return await question.value ?? entries[key]?.names }
        // A task of its own, which ends by itself: a caller that leaves must not be taken for a provider without a list.
        let question = Task(executorPreference: EventLoopExecutor(eventLoop)) { [upstream] in
            await Self.ask(provider, upstream, eventLoop, timeouts)
        }
        questions[key] = question
        let found = await question.value
        questions[key] = nil
        // What was known goes on where no list can be had.
        let names = found ?? entries[key]?.names
        if entries.count >= Self.keptLists { entries = entries.filter { $0.value.until > .now } }
        entries[key] = Entry(names: names, until: .now + (found == nil ? pause : lifetime))
        return names
    }

    private static func ask(
        _ provider: Provider,
        _ upstream: any UpstreamCalling,
        _ eventLoop: any EventLoop,
        _ timeouts: UpstreamTimeouts?
    ) async -> [ByteString]? {
        await withTaskGroup(of: [ByteString]?.self) { group in
            group.addTask {
                let receiver = DocumentReceiver(limit: largest)
                var request = provider.modelsRequest
                request.timeouts = timeouts
                do {
                    try await upstream.execute(request, on: eventLoop, receiver: receiver)
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
