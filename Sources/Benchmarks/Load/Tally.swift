// SPDX-License-Identifier: Apache-2.0

/// What came of the requests of one kind.
struct Tally: Sendable {
    /// Whether answers are counted and timed at the moment; losses always are.
    var isRecording = true

    /// Requests that were begun, recorded or not.
    var begun = 0
    /// Requests that were due while there were as many connections as there may be, and were not sent.
    var unsent = 0
    /// Answers with status 200 that ended.
    var answered = 0
    /// Answers with status 503 and a Retry-After.
    var refused = 0
    /// Answers with another status, and 503 without a Retry-After.
    var failed = 0
    /// Connections that ended or could not be made before the answer was whole.
    var broken = 0
    /// Streams that ended without their terminal event.
    var unterminated = 0
    /// Chunks that arrived.
    var chunks = 0
    /// Chunks that never arrived though later ones, or the stream's end, did.
    var lost = 0
    /// Chunks that arrived twice.
    var doubled = 0
    /// Chunks that arrived after later ones.
    var reordered = 0

    /// From when a request should have been sent to the end of its answer with 200.
    var latencies = Samples()
    /// The same of the answers with 503.
    var refusals = Samples()
    /// From when a request should have been sent to the first chunk.
    var firstChunks = Samples()
    /// From when the provider sent a chunk to its arrival, if ``recordsAges``.
    var ages = Samples()
    /// Whether the ages of chunks are recorded.
    var recordsAges = false

    /// Forgets what was recorded so far, but for losses and the number of requests.
    mutating func restart() {
        var fresh = Tally()
        (fresh.begun, fresh.unterminated, fresh.broken, fresh.failed) = (begun, unterminated, broken, failed)
        (fresh.lost, fresh.doubled, fresh.reordered) = (lost, doubled, reordered)
        (fresh.recordsAges, fresh.isRecording) = (recordsAges, true)
        self = fresh
    }

    /// Whether nothing went wrong that never should.
    var isClean: Bool { failed + broken + unterminated + lost + doubled + reordered == 0 }

    /// What went wrong, in words.
    var faults: String {
        let counts = [
            (failed, "other statuses"), (broken, "broken"), (unterminated, "without end"), (lost, "chunks lost"),
            (doubled, "doubled"), (reordered, "reordered"),
        ]
        return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
}
