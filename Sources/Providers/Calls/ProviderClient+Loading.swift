// SPDX-License-Identifier: Apache-2.0

extension ProviderClient {
    /// The longest pause between two attempts of which the first found the model being loaded.
    private static let longestPause = Duration.seconds(1)

    /// Makes an attempt, and makes it again as long as the provider says that it is loading the model.
    ///
    /// - Parameters:
    ///   - provider: The provider.
    ///   - start: When the call began.
    ///   - attempt: The attempt.
    /// - Returns: What the last attempt returned.
    /// - Throws: What the last attempt threw; ``ProviderError`` when the task is cancelled between two.
    func awaitingModel<Answer>(
        of provider: Provider,
        since start: ContinuousClock.Instant,
        attempt: () async throws -> Answer
    ) async throws -> Answer {
        var pause = limits.loadingPause
        while true {
            do {
                return try await attempt()
            } catch let fault as ProviderFault where provider.wireFormat.isLoading(fault) {
                let timeLeft = limits.loading - (.now - start)
                guard timeLeft > .zero else { throw fault }
                do {
                    try await Task.sleep(for: min(pause, timeLeft))
                } catch {
                    throw ProviderError(ProviderFault(thrown: error), from: provider, underlying: error)
                }
                pause = min(pause * 2, Self.longestPause)
            }
        }
    }
}
