// SPDX-License-Identifier: Apache-2.0

/// How a process ended.
package enum ExitStatus: Sendable, Equatable {
    /// By itself, with that status.
    case exited(Int)
    /// By that signal.
    case signalled(Int)
}
