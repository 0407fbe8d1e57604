// SPDX-License-Identifier: Apache-2.0

/// Whether the gateway is told that a client has left: only then it ends the provider's call.
struct DisconnectCheck {
    /// After how many chunks the stream is left.
    private static let lastChunk = 3
    /// How long the gateway is asked; the whole stream would take a second.
    private static let patience = Duration.seconds(4)
    private static let pause = Duration.milliseconds(100)

    let site: SiteClient
    let server: WebServer

    func finding() async -> Finding {
        let id = "doctor-" + String(UInt64.random(in: 0 ... .max), radix: 36)
        let response = await site.get("/healthz/stream?id=\(id)", leavingAfter: Self.lastChunk)
        guard response.events.count >= Self.lastChunk else {
            return Finding("disconnect", .unknown, "the stream ended by itself: \(response.summary)")
        }
        let end = ContinuousClock.now + Self.patience
        var last: StreamOutcome?
        repeat {
            try? await Task.sleep(for: Self.pause)
            let outcome = StreamOutcome(await site.get("/healthz/stream/outcome?id=\(id)").body)
            // Several processes take turns: the answer of one that has not had the stream says nothing.
            if let outcome, outcome.state != .unknown { last = outcome }
            if last?.state == .disconnected || last?.state == .finished { break }
        } while ContinuousClock.now < end
        return judge(last, response.events.count)
    }

    private func judge(_ outcome: StreamOutcome?, _ received: Int) -> Finding {
        switch outcome?.state {
        case .disconnected:
            // What came in one piece was not left in the middle.
            let seen =
                "left after \(received) chunks; the gateway knew after \(outcome?.chunks ?? 0), at "
                + "\(outcome?.milliseconds ?? 0) ms"
            return Finding("disconnect", .ok, seen)
        case .finished where received >= Pace.chunkCount:
            return Finding(
                "disconnect",
                .unknown,
                "the chunks came together, so that nobody could leave between them",
                advice: [
                    "see streaming"
                ]
            )
        case .finished, .running:
            return Finding(
                "disconnect",
                .failed,
                "left after \(received) chunks; the gateway went on to send \(outcome?.chunks ?? 0)",
                advice: Advice.lines(for: .disconnectNotTold, in: server)
            )
        case .unknown, nil:
            return Finding("disconnect", .unknown, "none of the gateway's processes that answered has had the stream")
        }
    }
}
