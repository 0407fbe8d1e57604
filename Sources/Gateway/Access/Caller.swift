// SPDX-License-Identifier: Apache-2.0

/// Who makes a call, as far as it has shown.
enum Caller: Sendable, Equatable {
    /// Anyone: what is asked for needs no key, or the gateway has none.
    case anyone
    /// Somebody who knows the gateway's key.
    case keyHolder
}
