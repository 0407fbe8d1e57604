// SPDX-License-Identifier: Apache-2.0

/// A request target taken apart: the path without a leading `/v1` or trailing slash, and the query's fields.
struct RequestTarget {
    let path: String
    private let fields: [(name: String, value: String)]

    init(uri: String) {
        let parts = uri.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var path = parts.first ?? ""
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
            return (decode(sides.first ?? ""), decode(sides.dropFirst().first ?? ""))
        }
    }

    /// Decodes `+` and percent escapes; an escape that is none stays as it is.
    private static func decode(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let decoded = UInt8(digits, radix: 16) {
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
