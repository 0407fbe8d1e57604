// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// The room that the pictures of one chat have together.
final class ImageBudget: Sendable {
    private let room: NIOLockedValueBox<Int>
    private let limit: Int
    private let reserve: @Sendable (Int) -> Bool

    /// - Parameters:
    ///   - room: The bytes that the request has room for.
    ///   - limit: How many bytes it has at the most, for the message.
    ///   - reserve: Takes bytes of the memory for all requests; false when there is no more.
    init(room: Int, limit: Int, reserve: @escaping @Sendable (Int) -> Bool) {
        self.room = NIOLockedValueBox(room)
        self.limit = limit
        self.reserve = reserve
    }

    /// Takes bytes for good.
    ///
    /// - Throws: ``ImageProblem`` when there is no room.
    func take(_ count: Int) throws(ImageProblem) {
        let left = room.withLockedValue { room in
            room -= count
            return room
        }
        guard left >= 0 else { throw .noRoom(limit: limit) }
        guard reserve(count) else { throw .ownLimit("no memory is left for the body of the request") }
    }
}
