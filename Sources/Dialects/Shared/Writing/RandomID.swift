// SPDX-License-Identifier: Apache-2.0

/// Ids that the gateway gives where a provider has given none.
package enum RandomID {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

    /// An id of 24 letters and digits behind a prefix, as OpenAI and Anthropic make them.
    package static func make(_ prefix: String) -> [UInt8] {
        var id = Array(prefix.utf8)
        for _ in 0..<24 { id.append(letters[Int.random(in: 0..<letters.count)]) }
        return id
    }
}
