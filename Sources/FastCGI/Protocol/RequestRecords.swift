// SPDX-License-Identifier: Apache-2.0

/// The records of one request as they arrive, in pieces of any size: BEGIN, then PARAMS, then STDIN.
///
/// No bytes are kept but those of a header that is cut (FastCGI specification 1.0, section 5).
struct RequestRecords {
    /// What the next bytes are.
    enum Event: Equatable {
        /// All bytes are used up, or the request has ended.
        case more
        case begin(BeginRequest)
        /// A role other than the responder's is asked for.
        case unknownRole(BeginRequest)
        /// A piece of the variables, which lies there in the bytes.
        case params(Range<Int>)
        case endOfParams
        /// A piece of the body, which lies there in the bytes.
        case stdin(Range<Int>)
        case endOfStdin
        /// This is no request.
        case invalid
    }

    private enum Stage {
        case begin, params, stdin, over
    }

    private var stage = Stage.begin
    private var requestID: UInt16 = 0
    /// The first bytes of a header, or of BEGIN, whose rest has not come.
    private var cut: [UInt8] = []
    /// Bytes of the current record that are still to come.
    private var content = 0
    private var padding = 0
    /// The current record is empty: the end of its stream.
    private var isEnd = false

    /// Whether the body has ended.
    var isOver: Bool { stage == .over }

    /// Takes the next piece.
    ///
    /// - Parameters:
    ///   - bytes: What has arrived.
    ///   - position: Where to go on in it; behind the piece afterwards.
    /// - Returns: What the piece is, or why there is none.
    mutating func next(in bytes: ArraySlice<UInt8>, from position: inout Int) -> Event {
        while true {
            if content > 0 {
                guard position < bytes.endIndex else { return .more }
                let piece = position..<min(position + content, bytes.endIndex)
                content -= piece.count
                position = piece.upperBound
                return stage == .params ? .params(piece) : .stdin(piece)
            }
            if padding > 0 {
                let step = min(padding, bytes.endIndex - position)
                padding -= step
                position += step
                guard padding == 0 else { return .more }
            }
            if isEnd { return endStream() }
            let size = stage == .begin ? BeginRequest.size : RecordHeader.size
            guard stage != .over else { return .more }
            guard let record = take(size, from: bytes, &position) else {
                return stage == .begin && !Self.mayBegin(cut) ? .invalid : .more
            }
            if stage == .begin { return begin(record) }
            guard
                let header = RecordHeader(record),
                header.type == (stage == .params ? .params : .stdin),
                header.requestID == requestID
            else { return .invalid }
            content = Int(header.contentLength)
            padding = Int(header.paddingLength)
            isEnd = content == 0
        }
    }

    private mutating func begin(_ record: ArraySlice<UInt8>) -> Event {
        guard let begin = BeginRequest(record) else { return .invalid }
        requestID = begin.requestID
        stage = .params
        return begin.role == BeginRequest.responder ? .begin(begin) : .unknownRole(begin)
    }

    private mutating func endStream() -> Event {
        isEnd = false
        defer { stage = stage == .params ? .stdin : .over }
        return stage == .params ? .endOfParams : .endOfStdin
    }

    /// Takes so many bytes in one piece; nil when they have not all come.
    private mutating func take(
        _ size: Int,
        from bytes: ArraySlice<UInt8>,
        _ position: inout Int
    ) -> ArraySlice<UInt8>? {
        let end = min(position + size - cut.count, bytes.endIndex)
        let piece = bytes[position..<end]
        position = end
        if piece.count == size { return piece }
        cut.append(contentsOf: piece)
        guard cut.count == size else { return nil }
        defer { cut = [] }
        return cut[...]
    }

    /// Whether few bytes may still become a BEGIN record.
    private static func mayBegin(_ bytes: [UInt8]) -> Bool {
        zip(bytes, [RecordHeader.version, RecordType.beginRequest.rawValue]).allSatisfy { $0 == $1 }
    }
}
