// SPDX-License-Identifier: Apache-2.0

/// The eight bytes in front of every record (FastCGI specification 1.0, section 3.3).
struct RecordHeader: Equatable {
    /// The only version there is.
    static let version: UInt8 = 1
    /// The header's size in bytes.
    static let size = 8
    /// The most bytes that the content of one record can have.
    static let maximumContentLength = 65_535

    var type: RecordType
    var requestID: UInt16
    var contentLength: UInt16
    var paddingLength: UInt8 = 0

    /// The header as one number whose bytes in memory are those that go over the wire.
    ///
    /// A chunk's header is sent from the stack: an array would cost an allocation for each.
    var wireForm: UInt64 {
        let value =
            UInt64(Self.version) << 56 | UInt64(type.rawValue) << 48 | UInt64(requestID) << 32
            | UInt64(contentLength) << 16 | UInt64(paddingLength) << 8
        return value.bigEndian
    }

    /// Appends the header as it goes over the wire.
    func append(to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: wireForm) { header in
            unsafe bytes.append(contentsOf: header)
        }
    }

    /// Appends the records of a piece of a stream: as many as it takes, none for no bytes.
    static func appendRecords(
        _ type: RecordType,
        requestID: UInt16,
        of content: [UInt8],
        to bytes: inout [UInt8]
    ) {
        var start = 0
        while start < content.count {
            let end = min(start + maximumContentLength, content.count)
            RecordHeader(type: type, requestID: requestID, contentLength: UInt16(end - start)).append(to: &bytes)
            bytes.append(contentsOf: content[start..<end])
            start = end
        }
    }
}

extension RecordHeader {
    /// Reads a header; nil when the bytes are too few, of another version or of an unknown type.
    init?(_ bytes: some Collection<UInt8>) {
        var iterator = bytes.makeIterator()
        guard
            iterator.next() == Self.version,
            let type = iterator.next().flatMap(RecordType.init(rawValue:)),
            let idHigh = iterator.next(),
            let idLow = iterator.next(),
            let lengthHigh = iterator.next(),
            let lengthLow = iterator.next(),
            let padding = iterator.next(),
            iterator.next() != nil
        else { return nil }
        self.type = type
        requestID = UInt16(idHigh) << 8 | UInt16(idLow)
        contentLength = UInt16(lengthHigh) << 8 | UInt16(lengthLow)
        paddingLength = padding
    }
}
