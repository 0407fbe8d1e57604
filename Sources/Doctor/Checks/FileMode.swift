// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// The permissions of a file.
struct FileMode: CustomStringConvertible {
    private let bits: Int

    init(_ attributes: [FileAttributeKey: Any]) {
        bits = (attributes[.posixPermissions] as? any BinaryInteger).map { Int($0) } ?? 0
    }

    var isReadableByOthers: Bool { bits & 0o004 != 0 }
    var isWritableByOthers: Bool { bits & 0o002 != 0 }

    var description: String {
        let digits = String(bits & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
