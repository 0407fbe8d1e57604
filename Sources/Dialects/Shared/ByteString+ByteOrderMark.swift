// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

extension ByteString {
    /// The mark that some programs write before UTF-8.
    package static let byteOrderMark = ByteString([0xEF, 0xBB, 0xBF] as [UInt8])
}

extension ArraySlice<UInt8> {
    /// The bytes without a byte order mark at their start, which is no part of JSON.
    package var withoutByteOrderMark: ArraySlice<UInt8> {
        starts(with: ByteString.byteOrderMark.bytes) ? dropFirst(ByteString.byteOrderMark.count) : self
    }
}
