// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// The data with which servers say that a stream has ended: `[DONE]`, and what others have made of it.
///
/// It comes in every dialect, because relays put it behind whatever they pass on.
enum EndMark {
    /// The most bytes of one.
    private static let longest = 32

    private static let words: Set<ByteString> = [
        "done", "end", "eos", "eof", "stop", "finish", "finished", "complete", "completed", "close", "closed",
        "endofstream", "streamend", "streamdone",
    ]

    /// Whether an event's data, without blanks around it, is nothing but such a word, with or without brackets, quotation
    /// marks or whatever else is no letter and no digit around it.
    static func isMark(_ data: ArraySlice<UInt8>) -> Bool {
        guard data.count <= longest, !data.contains(where: { $0.isASCIIDigit || $0 >= 0x80 }) else { return false }
        return words.contains(ByteString(data.filter(\.isASCIILetter).map(\.lowercasedASCII)))
    }
}
