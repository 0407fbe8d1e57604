// SPDX-License-Identifier: Apache-2.0

/// The signals that tests send.
package enum ProcessSignal: Sendable {
    case terminate
    case interrupt
    case hangUp
    case kill
}
