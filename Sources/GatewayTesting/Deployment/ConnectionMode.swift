// SPDX-License-Identifier: Apache-2.0

/// What nginx does with a connection to the gateway after a request: `fastcgi_keep_conn`.
package enum ConnectionMode: String, Sendable, CaseIterable, CustomStringConvertible {
    /// It is closed, the default of the shipped files.
    case closed = "keep_conn off"
    /// It is used again.
    case kept = "keep_conn on"

    package var description: String { rawValue }
}
