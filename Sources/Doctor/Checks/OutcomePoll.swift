// SPDX-License-Identifier: Apache-2.0

/// Asks the gateway what has become of a health stream, until it has come to an end.
struct OutcomePoll {
    private static let pause = Duration.milliseconds(100)
    /// How long one answer may take, which the gateway has ready: a stream's outcome is known, or not.
    static let answerLimit = Duration.seconds(2)
    private static let path = "/healthz/stream/outcome"

    let site: SiteClient
    let server: RecognizedServer

    /// An id that no other stream has.
    static func makeID() -> String {
        "doctor-" + String(UInt64.random(in: 0 ... .max), radix: 36)
    }

    /// What is found for a stream whose outcome nobody tells.
    func unknown(_ check: String) async -> Finding {
        let response = await site.get("\(Self.path)?id=none", within: Self.answerLimit)
        if StreamOutcome(response.body) != nil {
            return Finding(check, .unknown, "none of the gateway's processes that answered has had the stream")
        }
        return Finding(
            check,
            .unknown,
            "\(Self.path): \(response.summary)",
            advice: response.status == 404 ? Advice.lines(for: .noLocation(path: "/healthz"), in: server) : []
        )
    }

    /// The outcome of a stream, once it has ended or the time is over; nil when nobody knew it.
    func outcome(of id: String, within time: Duration) async -> StreamOutcome? {
        let end = ContinuousClock.now + time
        var last: StreamOutcome?
        repeat {
            try? await Task.sleep(for: Self.pause)
            let response = await site.get("\(Self.path)?id=\(id)", within: Self.answerLimit)
            let outcome = StreamOutcome(response.body)
            // Several processes take turns: the answer of one that has not had the stream says nothing.
            if let outcome, outcome.state != .unknown { last = outcome }
            if last?.state == .disconnected || last?.state == .finished { break }
        } while ContinuousClock.now < end
        return last
    }
}
