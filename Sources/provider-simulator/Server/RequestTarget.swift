// SPDX-License-Identifier: Apache-2.0

/// A request target taken apart: the path without a leading `/v1` or trailing slash, and the query's fields.
struct RequestTarget {
    /// The path as it was sent.
    let wholePath: String
    let path: String
    private let fields: [(name: String, value: String)]

    init(uri: String) {
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = parts.first ?? ""
        wholePath = String(path)
        if path.hasPrefix("/v1/") {
            path = path.dropFirst("/v1".count)
        }
        while path.count > 1, path.hasSuffix("/") {
            path = path.dropLast()
        }
        self.path = String(path)
        fields = parts.dropFirst().first.map(Self.fields) ?? []
    }

    /// The decoded value of the first field of that name.
    func field(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    private static func fields(of query: Substring) -> [(name: String, value: String)] {
        query.split(separator: "&").map { field in
            let sides = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (
                PercentEncoding.decodedField(sides.first ?? ""),
                PercentEncoding.decodedField(sides.dropFirst().first ?? "")
            )
        }
    }
}
