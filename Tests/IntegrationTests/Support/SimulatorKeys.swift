// SPDX-License-Identifier: Apache-2.0

/// Writes keys of the simulator.
enum SimulatorKeys {
    /// `answer=…`: the texts of this model's answers, one for each call; the last one again and again.
    static func answer(_ texts: String...) -> String {
        "answer=" + texts.map(percentEncoded).joined(separator: "|")
    }

    private static func percentEncoded(_ text: String) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                return String(UnicodeScalar(byte))
            default:
                let hex = String(byte, radix: 16)
                return "%" + (hex.utf8.count == 1 ? "0" : "") + hex
            }
        }
        .joined()
    }
}
