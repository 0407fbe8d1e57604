// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What a chunk says beside its choices, wherever in it that stands.
struct ChatCompletionsExtras {
    /// The tokens taken; nil where there are no counts.
    var counts: TokenCounts?
    /// The JSON of an error.
    var error: ArraySlice<UInt8>?

    /// Reads counts of tokens.
    mutating func readUsage(_ reader: inout JSONReader) throws(JSONError) {
        guard let found = try reader.readTokenCounts() else { return }
        counts = counts ?? TokenCounts()
        counts?.merge(found)
    }
}
