// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    /// Whether this is white space of JSON.
    package var isJSONBlank: Bool {
        self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09
    }
}
