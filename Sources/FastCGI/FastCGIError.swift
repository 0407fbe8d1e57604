// SPDX-License-Identifier: Apache-2.0

/// A fault of the FastCGI room: a socket that cannot be opened, a system call that failed.
package struct FastCGIError: Error, Sendable, Equatable {
    /// What kind of fault it is.
    package enum Code: Sendable {
        /// The configuration names something that cannot be used; starting again without a change is pointless.
        case configuration
        /// Another process is listening there.
        case addressInUse
        /// A system call failed.
        case system
    }

    /// What kind of fault it is.
    package let code: Code
    /// A full sentence for the operator.
    package let message: String

    /// Makes an error.
    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }
}

extension FastCGIError: CustomStringConvertible {
    package var description: String { message }
}
