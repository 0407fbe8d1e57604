// SPDX-License-Identifier: Apache-2.0

import FastCGI
import NIOConcurrencyHelpers

/// Tells the first bytes of a response, and takes all others.
final class FirstWriteSink: ResponseSink {
    private let first: NIOLockedValueBox<(@Sendable ([UInt8]) -> Void)?>

    init(_ first: @escaping @Sendable ([UInt8]) -> Void) {
        self.first = NIOLockedValueBox(first)
    }

    func write(_ bytes: [UInt8]) -> WriteOutcome {
        let first = first.withLockedValue { first in
            defer { first = nil }
            return first
        }
        first?(bytes)
        return .sent
    }

    func finish(_ bytes: [UInt8]) -> WriteOutcome { write(bytes) }

    func onDisconnect(_ callback: @escaping @Sendable () -> Void) {}

    func whenWritable(_ callback: @escaping @Sendable () -> Void) { callback() }
}
