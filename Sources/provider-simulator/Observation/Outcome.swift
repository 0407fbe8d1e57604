// SPDX-License-Identifier: Apache-2.0

/// What became of a chat request.
enum Outcome: String {
    /// It is still being answered, or a fault keeps it waiting.
    case running
    /// The whole answer was handed to the kernel.
    case completed
    /// The peer closed the connection first.
    case clientClosed = "client-closed"
    /// The answer ended early because the model name asked for it.
    case fault
}
