// SPDX-License-Identifier: Apache-2.0

/// The rest of a body that nobody waits for: it is read and dropped, so that the peer comes to read its answer.
struct UnreadBody {
    /// The most bytes that are read.
    private static let limit = 64 << 20
    /// How long the peer may be silent once it has its answer; nginx's default for `lingering_timeout`.
    private static let silence = Duration.seconds(5)

    /// What the last bytes meant.
    enum Step {
        case more
        /// The body has ended; what follows it may be the next request.
        case over(rest: ArraySlice<UInt8>)
        /// It is too long, or it is no body.
        case refused
    }

    private var records: RequestRecords
    private var received = 0
    private var pace: BodyPace?
    private var place: ArrivingBodies.Place?

    init(_ records: RequestRecords) {
        self.records = records
    }

    /// Begins the time of a body whose request has been answered: it must come as fast as one that is wanted.
    mutating func begin(_ limits: ServerLimits, _ place: ArrivingBodies.Place?) {
        var limits = limits
        limits.receiveTimeout = min(limits.receiveTimeout, Self.silence)
        pace = BodyPace(limits)
        self.place = place
    }

    /// Whether its end is not to be waited for; to be asked again and again.
    mutating func isTooSlow(at now: ContinuousClock.Instant) -> Bool {
        pace?.isTooSlow(at: now) ?? false
    }

    /// Takes the next bytes.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Step {
        received += bytes.count
        pace?.take(bytes.count)
        var position = bytes.startIndex
        while true {
            switch records.next(in: bytes, from: &position) {
            case .stdin: continue
            case .more: return received <= Self.limit ? .more : .refused
            case .endOfStdin: return .over(rest: bytes[position...])
            default: return .refused
            }
        }
    }
}
