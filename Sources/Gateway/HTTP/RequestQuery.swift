// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// The query of a request's target: `name=value` parts divided by `&`.
struct RequestQuery {
    private let fields: [(name: [UInt8], value: [UInt8])]

    /// Reads the query of a target: what stands between the first `?` and a `#`.
    ///
    /// Percent escapes are decoded as in a path; a part without `=` has an empty value.
    init(of target: ByteString) {
        let query = target.bytes.prefix { $0 != UInt8(ascii: "#") }.drop { $0 != UInt8(ascii: "?") }.dropFirst()
        fields = query.split(separator: UInt8(ascii: "&")).map { part in
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            return (PercentEncoding.decode(name), PercentEncoding.decode(part[name.endIndex...].dropFirst()))
        }
    }

    /// The first value of a name; nil when there is none.
    subscript(name: String) -> ByteString? {
        fields.first { $0.name.elementsEqual(name.utf8) }.map { ByteString($0.value) }
    }
}
