// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

extension Channel {
    /// Runs a body and closes the channel behind it, whatever comes of it.
    func closing<Result>(after body: () async throws -> Result) async throws -> Result {
        do {
            let result = try await body()
            try? await close().get()
            return result
        } catch {
            try? await close().get()
            throw error
        }
    }
}
