// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Dialects
internal import Providers

extension ChatRequest {
    /// Whether the caller's own request goes on to a provider as it is.
    func isVerbatim(for provider: Provider) -> Bool {
        provider.dialect.passed(self) != nil
    }
}
