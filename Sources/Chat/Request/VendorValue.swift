// SPDX-License-Identifier: Apache-2.0

/// Something that one provider alone knows, as JSON: nobody else takes it.
package struct VendorValue: Sendable, Equatable {
    /// Whose it is.
    package var vendor: Vendor
    /// The JSON as it came.
    package var json: ArraySlice<UInt8>

    package init(vendor: Vendor, json: ArraySlice<UInt8>) {
        self.vendor = vendor
        self.json = json
    }
}
