// SPDX-License-Identifier: Apache-2.0

/// The first delta of a stream, the one with the role (`role=`).
enum RoleDelta: String, CaseIterable {
    /// It has an empty string as its content.
    case own
    /// There is none; the first delta has text.
    case none
    /// It has null as its content.
    case null
    /// It has no content.
    case only
    /// There is none; every delta has the role beside its text.
    case every
}
