// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What the kernel's figures say of a connection some seconds after a request was given to it.
///
/// The peer's kernel acknowledges what arrives, whatever its program does: silence of the kernel is no thinking model.
/// A peer that reads slowly acknowledges too, the kernel's questions for room among it.
///
/// A way may be dead in one direction only: what the peer sends again and again, because no acknowledgement reaches it,
/// still comes, and acknowledges nothing new.
enum PathState: Equatable {
    /// The peer has all that was sent.
    case acknowledged
    /// Something is on its way, and may well arrive.
    case sending
    /// Something is on its way, and nothing comes back, or nothing that acknowledges it.
    case dead

    /// How long nothing may come back, in milliseconds: four or five repetitions of a segment were lost by then.
    private static let longestSilence: UInt32 = 4_000

    /// How often a segment is sent again in vain.
    ///
    /// The pauses double, from 0.2 s or more: the fourth time is 3 s after the segment at the earliest. The kernel counts
    /// anew after each new acknowledgement, and counts no segment that a peer without room refuses.
    private static let mostRetransmissions: UInt8 = 4

    /// How long a peer that lives is silent at the most, in milliseconds: the kernel asks it after 15 s of silence, see
    /// ``Connector/liveness``.
    private static let longestPause: UInt32 = 20_000

    /// - Parameters:
    ///   - unacknowledged: The segments that were sent and not acknowledged.
    ///   - retransmissions: How often the first of them was sent again, each time after a longer pause.
    ///   - probes: The questions for room that were not answered yet. One may be on its way.
    ///   - silence: The time since the last acknowledgement, of something new or not, in milliseconds.
    init(unacknowledged: UInt32, retransmissions: UInt8, probes: UInt8, silence: UInt32) {
        if unacknowledged == 0, probes < 2 {
            self = .acknowledged
        } else {
            // A peer that has lost its room has a segment unacknowledged as well, and is asked after pauses that double.
            let isInVain = retransmissions > 0 || probes > 1
            let isDead = retransmissions >= Self.mostRetransmissions || isInVain && silence >= Self.longestSilence
            self = isDead ? .dead : .sending
        }
    }

    init(_ information: tcp_info) {
        self.init(
            unacknowledged: information.tcpi_unacked,
            retransmissions: information.tcpi_retransmits,
            probes: information.tcpi_probes,
            silence: information.tcpi_last_ack_recv
        )
    }

    /// Whether the peer has all that was sent, and its kernel has said so, or answered a question, lately.
    ///
    /// A way that has died after the request was acknowledged looks like a peer that thinks, until it is asked.
    static func isKnownToLive(_ information: tcp_info) -> Bool {
        isKnownToLive(PathState(information), silence: information.tcpi_last_ack_recv)
    }

    static func isKnownToLive(_ state: PathState, silence: UInt32) -> Bool {
        state == .acknowledged && silence < longestPause
    }
}
