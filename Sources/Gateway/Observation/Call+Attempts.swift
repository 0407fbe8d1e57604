// SPDX-License-Identifier: Apache-2.0

internal import Attempts
package import Chat
internal import Upstream

/// A call is what hears of its attempts.
extension Call: AttemptObserver {
    package func attemptBegan() {
        upstreamTiming.begin()
    }

    package func attemptLeftOut(_ parameters: ChatParameters) {
        note { $0.leftOut.formUnion(parameters) }
    }

    package func attemptEnded(status: Int?) {
        upstreamTiming.end(status: status)
    }

    package func attemptUsed(_ usage: Usage?) {
        note { $0.add(usage) }
    }
}
