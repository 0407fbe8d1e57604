// SPDX-License-Identifier: Apache-2.0

package import Dialects

/// A picture of a chat that could not be fetched from its URL: nobody is asked for an answer then.
package struct ImageFault: Error, Sendable {
    /// Whose fault it is.
    package enum Kind: Sendable {
        /// The URL's, or that of what is there.
        case image
        /// The gateway is at a limit of its own.
        case ownLimit
        /// The caller is gone, or the process ends.
        case cancelled
    }

    /// Where in the chat the picture is.
    package let place: Unsupported.Place
    /// Whose fault it is.
    package let kind: Kind
    /// What is wrong with it: the rest of a sentence that begins with its name.
    package let reason: String
    /// Why, for the log: it says of the network what callers are not told.
    package let detail: String
    /// Where the last request went, such as `https://example.com`; nil when there was none.
    package let origin: String?

    init(_ problem: ImageProblem, at place: Unsupported.Place, origin: String?) {
        self.place = place
        self.origin = origin
        reason = problem.reason
        detail = problem.detail ?? problem.reason
        switch problem {
        case .ownLimit: kind = .ownLimit
        case .cancelled: kind = .cancelled
        default: kind = .image
        }
    }
}
