// SPDX-License-Identifier: Apache-2.0

/// Who may connect to a unix socket that this process makes.
package struct UnixSocketAccess: Sendable, Equatable {
    /// The permission bits; connecting needs write permission.
    package var mode: UInt32
    /// The id of the group that owns the socket; nil for the process's own.
    package var group: UInt32?

    /// Makes a rule; the default admits the owner and the group.
    package init(mode: UInt32 = 0o660, group: UInt32? = nil) {
        self.mode = mode
        self.group = group
    }
}
