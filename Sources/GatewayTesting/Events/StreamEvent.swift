// SPDX-License-Identifier: Apache-2.0

/// What a stream of server-sent events is made of.
package enum StreamEvent: Sendable, Equatable {
    /// An event with its name, nil for the usual one, and its data.
    case event(name: String?, data: String)
    /// A comment line without its colon.
    case comment(String)
}
