// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat

/// A provider's opaque value as callers hold it: `gw1.<vendor>.` and the value.
///
/// The vendor's name tells, when the value comes back, who can read it.
package enum WrappedOpaque {
    private static let vendors: [(Vendor, ByteString)] = [
        (.openAI, "gw1.openai."), (.anthropic, "gw1.anthropic."), (.google, "gw1.google."),
    ]

    /// The text for a caller; nil for a vendor without a name here.
    package static func text(_ opaque: OpaqueValue) -> ByteString? {
        guard let prefix = vendors.first(where: { $0.0 == opaque.vendor })?.1 else { return nil }
        return ByteString(Array(prefix.bytes) + Array(opaque.value.bytes))
    }

    /// The value in a text that ``text(_:)`` has made; nil for any other text.
    package static func value(_ text: ByteString) -> OpaqueValue? {
        for (vendor, prefix) in vendors where text.count > prefix.count && text.bytes.starts(with: prefix.bytes) {
            return OpaqueValue(vendor: vendor, ByteString(Array(text.bytes.dropFirst(prefix.count))))
        }
        return nil
    }
}
