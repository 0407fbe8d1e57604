// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// The query of a request's target: `name=value` parts divided by `&`.
struct RequestQuery {
    private let fields: [(name: ByteString, value: ByteString)]

    /// Reads a query.
    ///
    /// Percent escapes are decoded as in a path; a part without `=` has an empty value.
    init(_ query: ByteString) {
        fields = query.split { $0 == UInt8(ascii: "&") }.map { part in
            let name = part.bytes.prefix { $0 != UInt8(ascii: "=") }
            let value = part.bytes[name.endIndex...].dropFirst()
            return (ByteString(PercentEncoding.decode(name)), ByteString(PercentEncoding.decode(value)))
        }
    }

    /// The first value of a name; nil when there is none.
    subscript(name: String) -> ByteString? {
        fields.first { $0.name.equals(name) }?.value
    }
}
