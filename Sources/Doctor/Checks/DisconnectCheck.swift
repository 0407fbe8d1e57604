// SPDX-License-Identifier: Apache-2.0

/// Whether the gateway is told that a client has left: only then it ends the provider's call.
struct DisconnectCheck {
    /// After how many chunks the stream is left.
    private static let lastChunk = 3
    /// How long the gateway is asked; the whole stream would take a second.
    private static let patience = Duration.seconds(4)

    /// The chunks that may be on their way when a client leaves.
    private static let lateness = 2

    let site: SiteClient
    let server: RecognizedServer

    func finding() async -> Finding {
        let id = OutcomePoll.makeID()
        let response = await site.get("/healthz/stream?id=\(id)", leavingAfter: Self.lastChunk)
        guard response.events.count >= Self.lastChunk else {
            return Finding("disconnect", .unknown, "the stream ended by itself: \(response.summary)")
        }
        let poll = OutcomePoll(site: site, server: server)
        guard let outcome = await poll.outcome(of: id, within: Self.patience) else {
            return await poll.unknown("disconnect")
        }
        return judge(outcome, response.events.count)
    }

    private func judge(_ outcome: StreamOutcome, _ received: Int) -> Finding {
        switch outcome.state {
        case .disconnected:
            let seen =
                "left after \(received) chunks; the gateway knew after \(outcome.chunks), at "
                + "\(outcome.milliseconds) ms"
            // HAProxy takes its time, unless it is told otherwise.
            let isLate = server == .haproxy && outcome.chunks > received + Self.lateness
            return Finding(
                "disconnect",
                isLate ? .warning : .ok,
                seen,
                advice: isLate ? Advice.lines(for: .disconnectNotTold, in: server) : []
            )
        case .finished where received >= Pace.chunkCount:
            return Finding(
                "disconnect",
                .unknown,
                "the chunks came together, so that nobody could leave between them",
                advice: [
                    "see streaming"
                ]
            )
        case .finished, .running, .unknown:
            return Finding(
                "disconnect",
                .failed,
                "left after \(received) chunks; the gateway went on to send \(outcome.chunks)",
                advice: Advice.lines(for: .disconnectNotTold, in: server)
            )
        }
    }
}
