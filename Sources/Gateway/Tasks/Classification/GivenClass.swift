// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// One of the classes that a caller gives, as it stands in the request.
struct GivenClass: Sendable {
    /// What identifies it; any text but the empty one.
    let id: JSONString
    /// What it means, in the caller's words; any text.
    let label: JSONString
}
