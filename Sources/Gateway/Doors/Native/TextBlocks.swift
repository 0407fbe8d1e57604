// SPDX-License-Identifier: Apache-2.0

/// A text that grows piece by piece, in blocks: a long one is never copied to a larger place, and no more than a block
/// is in reserve.
struct TextBlocks {
    /// The size at which a block is full, in bytes.
    private static let blockSize = 32 << 10

    private var full: [[UInt8]] = []
    private var last: [UInt8] = []

    /// Appends a piece.
    mutating func append(_ piece: ArraySlice<UInt8>) {
        last.append(contentsOf: piece)
        guard last.count >= Self.blockSize else { return }
        full.append(last)
        last = []
        last.reserveCapacity(Self.blockSize)
    }

    /// Appends all of the text to something else.
    func append(to output: inout [UInt8]) {
        output.reserveCapacity(output.count + full.reduce(last.count) { $0 + $1.count } + 256)
        for block in full { output.append(contentsOf: block) }
        output.append(contentsOf: last)
    }
}
