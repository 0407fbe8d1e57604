// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Why a name has no address.
package struct HostNameError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The reasons that make a difference.
    package enum Reason: Sendable {
        /// There is no such name, or it has no address.
        case unknown
        /// No name server answered, or none could.
        case noAnswer
        /// This process has no file or no memory left to ask with.
        case ownLimit
        case other
    }

    /// The reason.
    package let reason: Reason
    /// The reason in words.
    package let description: String

    /// - Parameters:
    ///   - result: What getaddrinfo returned.
    ///   - systemError: What it left in errno.
    package init(result: Int32, systemError: Int32) {
        // Without a file for its socket it says no more than that it may be tried again.
        if result == EAI_MEMORY || [EMFILE, ENFILE, ENOMEM].contains(systemError) {
            reason = .ownLimit
            description = systemError == ENFILE || systemError == EMFILE ? "too many open files" : "out of memory"
            return
        }
        switch result {
        case EAI_NONAME, -5:  // EAI_NODATA, which the headers hide
            reason = .unknown
            description = "there is no such name, or it has no address"
        case EAI_AGAIN:
            reason = .noAnswer
            description = "no name server gave an answer"
        default:
            reason = .other
            description = unsafe String(cString: gai_strerror(result))
        }
    }
}
