// SPDX-License-Identifier: Apache-2.0

/// What the URL of every request to a provider has in its query because its operator wants it.
///
/// A value may be a key, so they are never shown.
package struct ProviderQuery: Sendable, Equatable {
    /// The names, in their order.
    package private(set) var names: [String] = []
    /// The query as it stands behind `?`; empty for none.
    private(set) var text = ""
    /// Those of the values that are likely to be keys.
    private(set) var secrets: [Secret] = []

    /// Makes an empty query.
    package init() {}

    /// Adds a parameter.
    package mutating func add(_ name: String, _ value: String) {
        names.append(name)
        if ProviderSettings.isSecret(name) { secrets.append(Secret(value)) }
        text += (text.isEmpty ? "" : "&") + Self.encoded(name) + "=" + Self.encoded(value)
    }

    /// The request target with it.
    func target(_ target: String) -> String {
        if text.isEmpty { return target }
        return target + (target.utf8.contains(UInt8(ascii: "?")) ? "&" : "?") + text
    }

    /// Everything but the characters that need no escape anywhere (RFC 3986 section 2.3) is escaped.
    private static func encoded(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension ProviderQuery: CustomStringConvertible, CustomReflectable {
    package var description: String { names.map { "\($0)=***" }.joined(separator: "&") }
    /// A mirror without children, because `dump` looks inside otherwise.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
