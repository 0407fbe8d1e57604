// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What a request says of the service and not of the answer: it may be left out, as long as that is said.
package struct ServiceOptions: Sendable, Equatable {
    /// Who is the user of the caller's application, in the caller's words.
    package var endUser: ByteString?
    /// What requests have in common whose prompts begin alike.
    package var cacheKey: ByteString?
    /// How fast and how dear the answer is to be: `auto`, `default`, `flex`, `priority`.
    package var tier: ByteString?
    /// How long the answer is to be: `low`, `medium`, `high`.
    package var verbosity: ByteString?

    package init(
        endUser: ByteString? = nil,
        cacheKey: ByteString? = nil,
        tier: ByteString? = nil,
        verbosity: ByteString? = nil
    ) {
        self.endUser = endUser
        self.cacheKey = cacheKey
        self.tier = tier
        self.verbosity = verbosity
    }
}
