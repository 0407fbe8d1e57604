// SPDX-License-Identifier: Apache-2.0

/// The first record of a request: FCGI_BEGIN_REQUEST (FastCGI specification 1.0, section 5.1).
struct BeginRequest: Equatable {
    /// The size of the record in bytes, header included.
    static let size = 16
    /// The only role that is served: FCGI_RESPONDER.
    static let responder: UInt16 = 1

    var requestID: UInt16
    var role: UInt16
    /// FCGI_KEEP_CONN: the connection stays open after the request.
    var keepsConnection: Bool

    /// Reads the record; nil when the bytes are no such record.
    ///
    /// This is the guard in front of libfcgi, which is not hardened against other records at this place, and which
    /// takes this record's padding for the next record.
    init?<Bytes: RandomAccessCollection>(_ bytes: Bytes) where Bytes.Element == UInt8, Bytes.Index == Int {
        guard
            bytes.count >= Self.size,
            let header = RecordHeader(bytes),
            header.type == .beginRequest,
            header.contentLength == 8,
            header.paddingLength == 0,
            header.requestID != 0
        else { return nil }
        requestID = header.requestID
        let content = bytes.startIndex + RecordHeader.size
        role = UInt16(bytes[content]) << 8 | UInt16(bytes[content + 1])
        keepsConnection = bytes[content + 2] & 1 != 0
    }
}
