// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat

/// Values of other vendors in the place of a door's own: `gw1.google.` and the value.
///
/// Clients give a signature, or encrypted thoughts, back as they got them, so these carry what another provider wants to have
/// back. The mark in front keeps such a value from ever being sent to the door's own provider, which rejects what it has not made.
extension OpaqueValue {
    private static let marks: [(Vendor, ByteString)] = [
        (.google, "gw1.google."), (.openAI, "gw1.openai."), (.anthropic, "gw1.anthropic."), (.other, "gw1.other."),
    ]

    /// The value as a caller gets it, at a door in the words of a vendor.
    func wrapped(for own: Vendor) -> ByteString {
        guard vendor != own, let mark = Self.marks.first(where: { $0.0 == vendor })?.1 else { return value }
        return ByteString(mark.bytes + value.bytes)
    }

    /// Reads what a caller has sent, at a door in the words of a vendor.
    init(wrapped text: ByteString, for own: Vendor) {
        for (vendor, mark) in Self.marks where text.hasPrefix(mark) {
            self.init(vendor: vendor, text.dropFirst(mark.count))
            return
        }
        self.init(vendor: own, text)
    }
}
