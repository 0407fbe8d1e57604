// SPDX-License-Identifier: Apache-2.0

/// Why the variables of a request are not taken.
package enum ParamsFault: Error, Sendable, Equatable {
    /// They have more bytes than the limit.
    case tooLarge(limit: Int)
    /// A name or a value has a NUL byte: libfcgi keeps them as C strings, and would cut it there.
    case hasNUL
}
