// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Logging
internal import NIOConcurrencyHelpers
internal import ServiceLifecycle
internal import UnixSignals

/// The signals of a running gateway.
///
/// SIGTERM, SIGINT, SIGQUIT and SIGUSR1: the first lets running requests finish, the second ends the process at once, each
/// stream with its error. Others never end it: SIGHUP, which tells of a closed terminal or asks to read the
/// configuration again, and SIGUSR2. Where there is no file to read, SIGHUP is ignored too.
final class SignalService: Service {
    private let signals: UnixSignalsSequence
    private let logger: Logger
    private let action = NIOLockedValueBox<(@Sendable () async -> Void)?>(nil)
    private let hangUpAction = NIOLockedValueBox<(@Sendable () async -> Bool)?>(nil)
    private let lastAction = NIOLockedValueBox<(@Sendable () async -> Void)?>(nil)

    /// Watches a sequence of signals, which is to be made before anything that a signal would leave behind.
    init(_ signals: UnixSignalsSequence, logger: Logger) {
        self.signals = signals
        self.logger = logger
    }

    /// Sets what the first signal does.
    func onFirstSignal(_ action: @escaping @Sendable () async -> Void) {
        self.action.withLockedValue { $0 = action }
    }

    /// Sets what the second signal does before the process ends; it must not take long.
    func onSecondSignal(_ action: @escaping @Sendable () async -> Void) {
        lastAction.withLockedValue { $0 = action }
    }

    /// Sets what SIGHUP does; false where that is nothing.
    func onHangUp(_ action: @escaping @Sendable () async -> Bool) {
        hangUpAction.withLockedValue { $0 = action }
    }

    func run() async throws {
        var isFirst = true
        for await signal in signals.cancelOnGracefulShutdown() {
            guard StartingSignals.ending.contains(signal) else {
                if signal == .sighup, await hangUpAction.withLockedValue({ $0 })?() == true { continue }
                logger.notice("signal: ignored", metadata: ["signal": "\(signal)"])
                continue
            }
            guard isFirst else {
                logger.warning("second signal: ending at once", metadata: ["signal": "\(signal)"])
                await lastAction.withLockedValue { $0 }?()
                exit(128 + signal.rawValue)
            }
            isFirst = false
            logger.info("signal: finishing running requests", metadata: ["signal": "\(signal)"])
            await action.withLockedValue { $0 }?()
        }
    }
}
