// SPDX-License-Identifier: Apache-2.0

/// What the bytes that wait on a connection show of a request, before anybody takes them.
///
/// libfcgi's reads block, and it is hardened against nothing. So it is given a request only when all variables have
/// arrived and are sound, and on a shared thread only when the body has arrived as well.
enum RequestScan: Equatable {
    /// More bytes are needed to tell.
    case incomplete
    /// The variables are there; the end of the body is not in sight.
    case params(BeginRequest)
    /// Everything is there, up to the end of STDIN.
    case whole(BeginRequest)
    /// A role other than the responder's is asked for.
    case unknownRole(BeginRequest)
    /// This is no request, or none that libfcgi digests.
    case refused

    /// Looks at the first bytes of a connection.
    ///
    /// - Parameters:
    ///   - bytes: What waits, from the start of the request.
    ///   - isAll: False when more waits than was looked at. Variables that do not end in so many bytes are left to
    ///     the reader and its limits.
    init(_ bytes: ArraySlice<UInt8>, isAll: Bool) {
        guard let begin = BeginRequest(Array(bytes.prefix(BeginRequest.size))) else {
            self = Self.mayBegin(bytes) ? .incomplete : .refused
            return
        }
        guard begin.role == BeginRequest.responder else {
            self = .unknownRole(begin)
            return
        }
        var position = bytes.startIndex + BeginRequest.size
        var params = ParamsSoundness()
        var stream = RecordType.params
        while true {
            guard let header = RecordHeader(bytes[position...].prefix(RecordHeader.size)) else {
                let isCut = bytes.endIndex - position < RecordHeader.size
                self = isCut ? Self.cut(begin, in: stream, isAll: isAll) : .refused
                return
            }
            guard header.type == stream, header.requestID == begin.requestID else {
                self = .refused
                return
            }
            let content = bytes[(position + RecordHeader.size)...].prefix(Int(header.contentLength))
            if stream == .params, !params.take(content) {
                self = .refused
                return
            }
            let end = position + RecordHeader.size + Int(header.contentLength) + Int(header.paddingLength)
            guard end <= bytes.endIndex else {
                self = Self.cut(begin, in: stream, isAll: isAll)
                return
            }
            position = end
            guard header.contentLength == 0 else { continue }
            if stream == .stdin {
                self = .whole(begin)
                return
            }
            guard params.isAtEnd else {
                self = .refused
                return
            }
            stream = .stdin
        }
    }

    private static func cut(_ begin: BeginRequest, in stream: RecordType, isAll: Bool) -> RequestScan {
        stream == .params && isAll ? .incomplete : .params(begin)
    }

    /// Whether few bytes may still become a BEGIN record.
    private static func mayBegin(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count < BeginRequest.size else { return false }
        return zip(bytes, [RecordHeader.version, RecordType.beginRequest.rawValue]).allSatisfy { $0 == $1 }
    }
}
