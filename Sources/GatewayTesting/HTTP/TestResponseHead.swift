// SPDX-License-Identifier: Apache-2.0

/// The head of an HTTP response.
package struct TestResponseHead: Sendable {
    /// The status.
    package let status: Int
    /// The reason phrase.
    package let reason: String
    /// All header fields, in their order.
    package let headers: [(name: String, value: String)]
    /// When it was there, see ``MonotonicTime``.
    package let nanoseconds: UInt64

    /// The values of all header fields of a name.
    package func values(_ name: String) -> [String] {
        headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    }

    /// The value of a header field; nil when there is none, and several in one text with a mark that no value has.
    package func header(_ name: String) -> String? {
        let values = values(name)
        return values.isEmpty ? nil : values.joined(separator: " ⟂ ")
    }
}
