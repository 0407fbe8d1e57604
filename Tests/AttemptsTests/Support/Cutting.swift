// SPDX-License-Identifier: Apache-2.0

/// At which offsets responses are cut into two.
enum Cutting {
    /// The distance of two cuts of a response of some bytes.
    ///
    /// It is 1 in release builds up to 8 KB, in debug builds for the small responses that fixtures are. It grows with
    /// the size, because each cut costs a decoding of the whole, and is odd, so that it meets all parts of a repeating
    /// pattern.
    static func stride(_ size: Int) -> Int {
        #if DEBUG
        min(size * size / (1 << 18), size / 32) | 1
        #else
        size <= 8192 ? 1 : min(size * size / (64 << 20), size / 32) | 1
        #endif
    }
}
