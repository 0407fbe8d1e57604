// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import UnixSignals

/// What signals do until the gateway can heed them: those that end it do so at once, as there is nothing to finish yet.
///
/// Each has a meaning from the first statement of the program on: what the kernel does by itself is to end a process
/// for SIGHUP, and to write its memory down for SIGQUIT.
struct StartingSignals {
    /// The signals that end the gateway, once running requests are finished.
    static let ending: [UnixSignal] = [.sigterm, .sigint, .sigquit, .sigusr1]
    /// The signals that never do.
    static let others: [UnixSignal] = [.sighup, .sigusr2]

    private let before: [(signal: Int32, handler: __sighandler_t?)]

    /// Sets what signals do.
    init() {
        before =
            Self.ending.map { ($0.rawValue, signal($0.rawValue) { _ in _exit(EXIT_SUCCESS) }) }
            + Self.others.map { ($0.rawValue, signal($0.rawValue, SIG_IGN)) }
    }

    /// Sets back what they did before, for a command that is not the gateway.
    func restore() {
        for (number, handler) in before { signal(number, handler) }
    }
}
