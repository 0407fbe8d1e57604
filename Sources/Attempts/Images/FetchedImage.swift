// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// A picture that was fetched.
struct FetchedImage: Sendable {
    /// Its media type.
    let type: ByteString
    /// Its bytes in base64.
    let base64: [UInt8]
}
