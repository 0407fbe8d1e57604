// SPDX-License-Identifier: Apache-2.0

/// Why what a server sent is no HTTP response, or has two meanings.
struct ResponseFault: Error, Equatable {
    /// What is wrong, in words of our own.
    let reason: String
}

extension ResponseFault {
    /// The fault of something else than a response, by its first byte.
    init(byBeginning byte: UInt8) {
        // The first byte of an alert (RFC 8446 section 5.1): a server's answer to what is no TLS.
        let isTLS = byte == 0x15
        reason = isTLS ? "it is TLS: https:// in place of http://?" : "it begins with something else than HTTP/1.1"
    }
}
