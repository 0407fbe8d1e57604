// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// The names in a provider's list of models.
enum ModelNames {
    /// The most names that are taken from one list.
    private static let most = 5_000
    /// The longest name that is taken.
    private static let longest = 512

    /// The values of one member of all objects in a list; nil when there is no list.
    static func read(_ document: [UInt8], list: String, member: String) -> [ByteString]? {
        guard let entries = (try? JSONValue(parsing: document[...]))?[list]?.arrayValue else { return nil }
        let names = entries.prefix(most).compactMap { $0[member]?.textValue }
        return names.filter { !$0.isEmpty && $0.count <= longest }
    }
}
