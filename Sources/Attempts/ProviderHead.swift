// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
internal import Dialects
package import Providers
internal import Upstream

/// The head of a provider's response, for a door that passes some of its fields on.
///
/// What such a field says is for callers only where it is short, plain and no secret: a server that is anybody's may
/// have written it.
package struct ProviderHead: Sendable {
    /// The most bytes of a name and of a value.
    private static let (longestName, longestValue) = (64, 256)

    /// Who has answered.
    package let provider: Provider
    private let head: UpstreamResponseHead

    init(_ head: UpstreamResponseHead, of provider: Provider) {
        self.head = head
        self.provider = provider
    }

    /// Gives the fields that a caller may be shown, in the order in which they came.
    ///
    /// They have names of letters, digits, hyphens and low lines, and values of visible ASCII and blanks, both of a
    /// bounded length; none of the provider's keys is in them.
    package func forEachField(_ body: (_ name: ByteString, _ value: ByteString) -> Void) {
        let keys = provider.secrets.map { ByteString($0.revealed) }
        head.forEachField { name, value in
            guard name.count <= Self.longestName, name.bytes.allSatisfy(\.isInPlainName),
                !value.isEmpty, value.count <= Self.longestValue,
                value.bytes.allSatisfy({ (0x20...0x7E).contains($0) }),
                !keys.contains(where: { $0.count >= Redaction.shortestKey && value.contains($0) })
            else { return }
            body(name, value)
        }
    }

    /// Says how long after the response a moment of RFC 3339 is.
    ///
    /// The response's own `Date` is what it is compared with, so that it does not matter how the two clocks differ.
    ///
    /// - Parameters:
    ///   - moment: The moment.
    ///   - now: The milliseconds from 1970 until now, for a response without a date.
    /// - Returns: The milliseconds, 0 for a moment that has passed; nil for what is none.
    package func milliseconds(until moment: ByteString, now: Int) -> Int? {
        guard let moment = InternetTime.milliseconds(moment) else { return nil }
        let date = head["date"].flatMap { HTTPDate.seconds(ByteString($0)) }
        return max(0, moment - (date.map { $0 * 1000 } ?? now))
    }
}

extension UInt8 {
    fileprivate var isInPlainName: Bool {
        isASCIILetter || isASCIIDigit || self == UInt8(ascii: "-") || self == UInt8(ascii: "_")
    }
}
