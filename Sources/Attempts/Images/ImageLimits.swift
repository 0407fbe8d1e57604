// SPDX-License-Identifier: Apache-2.0

/// What the pictures of one chat may take that are fetched from their URLs.
package struct ImageLimits: Sendable, Equatable {
    /// The most pictures.
    package var count: Int
    /// The most bytes of one.
    package var size: Int
    /// How long all of them may take together.
    package var time: Duration
    /// How many are fetched at a time.
    package var width: Int
    /// How many redirects are followed for one.
    package var redirects: Int

    /// Makes limits; the defaults are the ones of docs/openai.md.
    ///
    /// Four at a time are fetched in a quarter of the time, and from one caller's request no server is asked by sixteen
    /// connections at once.
    package init(
        count: Int = 16,
        size: Int = 10 << 20,
        time: Duration = .seconds(20),
        width: Int = 4,
        redirects: Int = 3
    ) {
        self.count = count
        self.size = size
        self.time = time
        self.width = width
        self.redirects = redirects
    }
}
