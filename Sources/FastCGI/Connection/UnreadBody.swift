// SPDX-License-Identifier: Apache-2.0

/// The rest of a body that nobody waits for: it is read and dropped, so that the peer comes to read its answer.
struct UnreadBody {
    /// The most bytes that are read.
    private static let limit = 64 << 20

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

    init(_ records: RequestRecords) {
        self.records = records
    }

    /// Takes the next bytes.
    mutating func take(_ bytes: ArraySlice<UInt8>) -> Step {
        received += bytes.count
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
