// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat

/// Values of other vendors in the place of a signature: `gw1.google.` and the value.
///
/// Clients give a block with its signature back as they got it, so it carries what another provider wants to have back. The mark
/// in front of it keeps it from ever being sent to Anthropic, which rejects a request with a foreign signature.
extension OpaqueValue {
    private static let marks: [(Vendor, ByteString)] = [
        (.google, "gw1.google."), (.openAI, "gw1.openai."), (.other, "gw1.other."),
    ]

    /// The value as a signature of Anthropic's door.
    var asSignature: ByteString {
        guard let mark = Self.marks.first(where: { $0.0 == vendor })?.1 else { return value }
        return ByteString(mark.bytes + value.bytes)
    }

    /// Reads a signature that a caller has sent.
    init(signature: ByteString) {
        for (vendor, mark) in Self.marks where signature.hasPrefix(mark) {
            self.init(vendor: vendor, signature.dropFirst(mark.count))
            return
        }
        self.init(vendor: .anthropic, signature)
    }
}
