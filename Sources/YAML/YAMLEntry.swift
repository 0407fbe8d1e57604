// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A pair of a mapping.
package struct YAMLEntry: Sendable {
    /// The key's text.
    package let key: ByteString
    /// Where the key begins.
    package let mark: YAMLMark
    /// The value.
    package let value: YAMLNode

    /// Makes a pair.
    package init(_ key: ByteString, at mark: YAMLMark, _ value: YAMLNode) {
        self.key = key
        self.mark = mark
        self.value = value
    }
}
