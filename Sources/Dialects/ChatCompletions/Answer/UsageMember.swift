// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// The member of a chunk that is there only because the gateway has asked for a usage.
enum UsageMember {
    /// A chunk without it; everything else stays as it is, byte for byte.
    static func removed(from data: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard let range = range(in: data) else { return data }
        return data[..<range.lowerBound] + data[range.upperBound...]
    }

    /// Where the member stands, with one of the commas beside it; nil when it is not there.
    private static func range(in data: ArraySlice<UInt8>) -> Range<Int>? {
        var reader = JSONReader(data, skipping: .structural)
        guard (try? reader.beginObject()) != nil else { return nil }
        /// Where the value before this member ends.
        var end: Int?
        while let key = try? reader.nextKey() {
            // Of a key the quotation marks stand around it.
            let start = key.raw.startIndex - 1
            guard let value = try? reader.captureValue() else { return nil }
            if key.equals("usage") {
                if let end { return end..<value.endIndex }
                let rest = data[value.endIndex...].prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "}") }
                return start..<rest.endIndex
            }
            end = value.endIndex
        }
        return nil
    }
}
