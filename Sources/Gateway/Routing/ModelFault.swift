// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Why a model's name leads to nobody.
enum ModelFault: Error, Sendable, Equatable {
    /// The most bytes of a name, which is looked up in tables.
    static let longest = 2_048
    /// The most bytes of a name that a message quotes.
    private static let longestShown = 100

    case tooLong(Int)
    /// It is not `provider/name`.
    case noName(ByteString)
    case unknownProvider(ByteString, known: [String])
    /// The provider cannot be called without a key; the name of the setting that holds it.
    case noKey(provider: String, setting: String)
}

extension ModelFault: CustomStringConvertible {
    /// What was expected and what came.
    var description: String {
        switch self {
        case .tooLong(let count):
            "expected at most \(Self.longest) bytes, got \(count)"
        case .noName(let name):
            "expected \"provider/name\", got \"\(name.prefix(bytes: Self.longestShown))\""
        case .unknownProvider(let name, let known):
            "unknown provider \"\(name.prefix(bytes: Self.longestShown))\", expected one of "
                + known.joined(separator: ", ")
        case .noKey(let provider, let setting):
            "provider \(provider) has no key: set \(setting)"
        }
    }
}
