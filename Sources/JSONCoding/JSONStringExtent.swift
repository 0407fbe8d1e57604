// SPDX-License-Identifier: Apache-2.0

/// Where a scanned string stands in the input, between its quotation marks, and what it needs to be decoded.
@usableFromInline
struct JSONStringExtent {
    @usableFromInline
    var start: Int

    @usableFromInline
    var end: Int

    @usableFromInline
    var hasEscapes: Bool

    @usableFromInline
    var isKnownUTF8: Bool

    init(start: Int, end: Int, hasEscapes: Bool, isKnownUTF8: Bool) {
        self.start = start
        self.end = end
        self.hasEscapes = hasEscapes
        self.isKnownUTF8 = isKnownUTF8
    }
}
