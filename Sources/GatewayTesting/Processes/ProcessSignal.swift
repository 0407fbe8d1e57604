// SPDX-License-Identifier: Apache-2.0

/// The signals that tests send.
package enum ProcessSignal: Sendable, CaseIterable {
    case terminate
    case interrupt
    case quit
    case user1
    case user2
    case hangUp
    case kill
}
