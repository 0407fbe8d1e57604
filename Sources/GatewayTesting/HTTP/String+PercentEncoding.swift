// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text with every byte percent-encoded but ASCII letters and digits, for the query of a URL and for values of
    /// the simulator's keys.
    package var percentEncoded: String {
        utf8.map { byte in
            let scalar = UnicodeScalar(byte)
            if scalar.isASCII, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                return String(scalar)
            }
            return (byte < 16 ? "%0" : "%") + String(byte, radix: 16)
        }
        .joined()
    }
}
