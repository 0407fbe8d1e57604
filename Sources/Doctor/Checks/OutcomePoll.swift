// SPDX-License-Identifier: Apache-2.0

/// Asks the gateway what has become of a health stream, until it has come to an end.
struct OutcomePoll {
    private static let pause = Duration.milliseconds(100)

    let site: SiteClient

    /// An id that no other stream has.
    static func makeID() -> String {
        "doctor-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    }

    /// The outcome of a stream, once it has ended or the time is over; nil when nobody knew it.
    func outcome(of id: String, within time: Duration) async -> StreamOutcome? {
        let end = ContinuousClock.now + time
        var last: StreamOutcome?
        repeat {
            try? await Task.sleep(for: Self.pause)
            let outcome = StreamOutcome(await site.get("/healthz/stream/outcome?id=\(id)").body)
            // Several processes take turns: the answer of one that has not had the stream says nothing.
            if let outcome, outcome.state != .unknown { last = outcome }
            if last?.state == .disconnected || last?.state == .finished { break }
        } while ContinuousClock.now < end
        return last
    }
}
