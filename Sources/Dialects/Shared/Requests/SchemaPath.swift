// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Where in a schema something stands, for a message: `properties.a.minimum`.
struct SchemaPath: CustomStringConvertible {
    /// The longest name that is shown whole.
    private static let longestName = 40
    /// The most names that are shown, the last ones.
    private static let mostNames = 12

    private var names: [ByteString] = []

    /// How many names there are.
    var depth: Int { names.count }

    func adding(_ name: ByteString) -> SchemaPath {
        var path = self
        path.names.append(name)
        return path
    }

    var description: String {
        let start = names.count > Self.mostNames ? "…" : ""
        let shown = names.suffix(Self.mostNames).map { "\($0.prefix(bytes: Self.longestName))" }
        return start + shown.joined(separator: ".")
    }
}
