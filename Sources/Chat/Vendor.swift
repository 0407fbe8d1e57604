// SPDX-License-Identifier: Apache-2.0

/// Whose a value is that is understood by nobody else.
package enum Vendor: Sendable, Equatable {
    case openAI, anthropic, google
    /// Another provider's.
    case other
}
