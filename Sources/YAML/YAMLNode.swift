// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A value of a YAML document, with the place where it stands.
///
/// Scalars are texts: what a text means, a number or a word, is for whoever reads it.
package struct YAMLNode: Sendable {
    /// What it is.
    package enum Content: Sendable {
        /// A text, and whether it stands there without quotation marks.
        case scalar(ByteString, isPlain: Bool)
        /// A list.
        case sequence([YAMLNode])
        /// Pairs, in their order; no key is there twice.
        case mapping([YAMLEntry])
    }

    /// What it is.
    package let content: Content
    /// Where it begins.
    package let mark: YAMLMark

    /// Makes a node.
    package init(_ content: Content, at mark: YAMLMark) {
        self.content = content
        self.mark = mark
    }

    /// Whether it says nothing: no text at all, or one of YAML's words for it (YAML 1.2.2 section 10.2.1.1).
    package var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text.equals("~") || text.equals("null") || text.equals("Null") || text.equals("NULL")
    }
}
