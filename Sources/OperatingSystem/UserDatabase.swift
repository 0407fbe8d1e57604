// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Names of users and groups, looked up on this machine.
package enum UserDatabase {
    /// The id of a user, given by name or by number; nil when there is no such user.
    package static func user(_ text: String) -> UInt32? {
        if let number = UInt32(text) { return number }
        return unsafe getpwnam(text)?.pointee.pw_uid
    }

    /// The id of a group, given by name or by number; nil when there is no such group.
    package static func group(_ text: String) -> UInt32? {
        if let number = UInt32(text) { return number }
        return unsafe getgrnam(text)?.pointee.gr_gid
    }
}
