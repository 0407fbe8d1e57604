// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension RequestValue {
    /// The most names that are told, and the longest of them.
    private static let mostNames = 20
    private static let longestName = 64

    /// The names of the members of a request that nobody reads, to be told to the caller.
    ///
    /// - Parameters:
    ///   - known: Those that are read.
    ///   - refused: Those that ask for what cannot be given.
    /// - Returns: The names, a bounded number of them.
    /// - Throws: ``InvalidRequest`` for a member that is refused.
    func ignoredMembers(
        besides known: Set<ByteString>,
        refusing refused: Set<ByteString>
    ) throws(InvalidRequest) -> [String] {
        var ignored: [String] = []
        for member in json?.objectValue?.members ?? [] where member.value != .null && !known.contains(member.key) {
            let isName = member.key.bytes.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }
            guard isName, member.key.count <= Self.longestName else { continue }
            let name = "\(member.key)"
            if refused.contains(member.key) { throw self[name].unsupported("is not supported with this model") }
            if ignored.count < Self.mostNames { ignored.append(name) }
        }
        return ignored
    }
}
