// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore

@testable import Upstream

/// A system whose name servers do not answer for names that begin with `mute`, until they are let go.
///
/// Every other name is 127.0.0.1.
final class BlockingNames: Sendable {
    private let gate = ConditionLock<Bool>(value: false)
    private let calls = NIOLockedValueBox<[String: Int]>([:])

    /// How often a name was looked up.
    func count(_ name: String) -> Int { calls.withLockedValue { $0[name] ?? 0 } }

    /// Lets all that wait go, and all that come after.
    func answer() {
        gate.lock()
        gate.unlock(withValue: true)
    }

    func addresses(of name: String) throws -> [SocketAddress] {
        calls.withLockedValue { $0[name, default: 0] += 1 }
        if name.hasPrefix("mute") {
            gate.lock(whenValue: true)
            gate.unlock()
        }
        return [try SocketAddress(ipAddress: "127.0.0.1", port: 0)]
    }
}
