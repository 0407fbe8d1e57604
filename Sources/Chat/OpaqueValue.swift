// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What a provider wants to have back as it was: a signature, or reasoning that only it can read.
///
/// It is never decoded, trimmed or encoded anew.
package struct OpaqueValue: Sendable, Equatable {
    /// Whose it is.
    package var vendor: Vendor
    /// The value as it came.
    package var value: ByteString

    package init(vendor: Vendor, _ value: ByteString) {
        self.vendor = vendor
        self.value = value
    }
}
