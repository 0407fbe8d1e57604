// SPDX-License-Identifier: Apache-2.0

package import Attempts
package import Chat
internal import Upstream

/// A call is what hears of its attempts.
extension Call: AttemptObserver {
    package func attemptBegan() {
        upstreamTiming.begin()
        // What an earlier attempt was told is nobody's answer.
        if hearsOfHeads { note { $0.providerHead = nil } }
    }

    package var hearsOfHeads: Bool { door.passesProviderHeads }

    package func attemptReceived(_ head: ProviderHead) {
        if hearsOfHeads { note { $0.providerHead = head } }
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

    /// The head of the last attempt's response, once; nil when none has come.
    func takeProviderHead() -> ProviderHead? {
        var head: ProviderHead?
        note { notes in swap(&head, &notes.providerHead) }
        return head
    }
}
