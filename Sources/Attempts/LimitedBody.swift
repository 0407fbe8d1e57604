// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// The bytes of a response's body, kept up to a limit.
struct LimitedBody {
    /// What was kept.
    private(set) var bytes: [UInt8] = []
    /// Whether more came than was kept.
    private(set) var isOverLimit = false
    private let limit: Int

    /// Makes an empty body.
    ///
    /// - Parameter limit: The most bytes to keep.
    init(limit: Int) {
        self.limit = limit
    }

    /// Keeps what fits.
    mutating func append(_ part: ByteBufferView) {
        let room = limit - bytes.count
        isOverLimit = isOverLimit || part.count > room
        bytes.append(contentsOf: part.prefix(room))
    }
}
