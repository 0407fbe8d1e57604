// SPDX-License-Identifier: Apache-2.0

// How values are skipped without checking them; see ``JSONReader/Skipping/structural``.
extension Span where Element == UInt8 {
    /// The offset behind the string whose opening quotation mark is at `opening`.
    @inline(__always)
    func endOfSkippedString(at opening: Int) throws(JSONError) -> Int {
        var offset = opening &+ 1
        var seen: UInt64 = 0
        while true {
            offset = endOfPlainText(from: offset, seen: &seen)
            guard offset < count else { throw JSONError(.unexpectedEnd, at: count) }
            let byte = self[offset]
            if byte == UInt8(ascii: "\"") {
                return offset &+ 1
            }
            // A backslash takes the next byte with it; a control character is tolerated.
            offset &+= byte == UInt8(ascii: "\\") ? 2 : 1
        }
    }

    /// The offset behind the object or array at `opening`, found by counting brackets of both kinds.
    ///
    /// `depth` is the nesting around it, `limit` the permitted one.
    func endOfSkippedContainer(at opening: Int, depth: Int, limit: Int) throws(JSONError) -> Int {
        var offset = opening
        var nesting = depth
        while offset < count {
            switch self[offset] {
            case UInt8(ascii: "\""):
                offset = try endOfSkippedString(at: offset)
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                nesting &+= 1
                guard nesting <= limit else { throw JSONError(.tooDeep(limit: limit), at: offset) }
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                nesting &-= 1
                if nesting == depth {
                    return offset &+ 1
                }
            default:
                break
            }
            offset &+= 1
        }
        throw JSONError(.unexpectedEnd, at: count)
    }

    /// The offset of the first white space, comma or closing bracket at or after `start`; the count if there is none.
    func endOfSkippedLiteral(from start: Int) -> Int {
        var offset = start
        while offset < count {
            switch self[offset] {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x0A, 0x0D, 0x09: return offset
            default: offset &+= 1
            }
        }
        return offset
    }
}
