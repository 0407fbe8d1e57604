// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// A value of a request, which knows where it stands; null and absent are the same.
struct RequestValue {
    /// The most bytes of a caller's text that a message quotes.
    private static let longestShown = 100

    /// The value; nil when there is none.
    let json: JSONValue?
    let path: FieldPath

    init(_ json: JSONValue?, at path: FieldPath = .root) {
        self.json = json == .null ? nil : json
        self.path = path
    }

    var isAbsent: Bool { json == nil }

    /// A member; absent when this is no object.
    subscript(_ name: String) -> RequestValue {
        RequestValue(json?[name], at: .member(name, of: path))
    }

    /// That this is not what was expected.
    func failure(_ expected: String, _ kind: InvalidRequest.Kind = .type) -> InvalidRequest {
        InvalidRequest(json == nil ? .missing : kind, path, "\(path): expected \(expected), got \(shown)")
    }

    /// That this is known and not offered.
    func unsupported(_ reason: String) -> InvalidRequest {
        InvalidRequest(.unsupported, path, "\(path) \(reason)")
    }

    /// What came, for a message: numbers and short words themselves, and the kind of anything else.
    private var shown: String {
        switch json {
        case nil, .null?: "nothing"
        case .bool(let value)?: "\(value)"
        case .number(let number)?: "\(ByteString(number.literal).prefix(bytes: Self.longestShown))"
        case .string(let text)?: text.count <= Self.longestShown ? "\"\(text)\"" : "a string of \(text.count) bytes"
        case .array(let elements)?: elements.isEmpty ? "an empty array" : "an array"
        case .object?: "an object"
        }
    }
}

extension RequestValue {
    /// A string; nil when it is absent.
    func text() throws(InvalidRequest) -> ByteString? {
        switch json {
        case nil: nil
        case .string(let text)?: text
        default: throw failure("a string")
        }
    }

    /// A string that must be there; servers give empty ids, which come back.
    func presentText() throws(InvalidRequest) -> ByteString {
        guard let text = try text() else { throw failure("a string") }
        return text
    }

    /// A string that must be there, and not be empty.
    func requiredText() throws(InvalidRequest) -> ByteString {
        guard let text = try text(), !text.isEmpty else { throw failure("a string that is not empty", .value) }
        return text
    }

    func flag() throws(InvalidRequest) -> Bool? {
        switch json {
        case nil: nil
        case .bool(let value)?: value
        default: throw failure("true or false")
        }
    }

    func integer(in range: ClosedRange<Int>) throws(InvalidRequest) -> Int? {
        guard let json else { return nil }
        guard case .number(let number) = json, let value = number.int else { throw failure("an integer") }
        guard range.contains(value) else { throw failure("an integer \(Self.words(range))", .range) }
        return value
    }

    func number(in range: ClosedRange<Double>) throws(InvalidRequest) -> Double? {
        guard let json else { return nil }
        guard case .number(let number) = json, let value = number.double else { throw failure("a number") }
        guard range.contains(value) else {
            throw failure("a number from \(range.lowerBound) to \(range.upperBound)", .range)
        }
        return value
    }

    /// The elements of an array; nil when it is absent.
    func elements() throws(InvalidRequest) -> [RequestValue]? {
        switch json {
        case nil: return nil
        case .array(let elements)?:
            return elements.enumerated().map { RequestValue($0.element, at: .element($0.offset, of: path)) }
        default: throw failure("an array")
        }
    }

    /// Checks that this is an object, which must be there.
    func requireObject() throws(InvalidRequest) {
        guard case .object? = json else { throw failure("an object") }
    }

    /// An object as JSON; nil when it is absent.
    func objectText() throws(InvalidRequest) -> ArraySlice<UInt8>? {
        guard let json else { return nil }
        try requireObject()
        var writer = JSONWriter()
        json.write(to: &writer)
        return writer.take()[...]
    }

    /// One of some words; nil when it is absent.
    func word<Word>(_ words: [(String, Word)]) throws(InvalidRequest) -> Word? {
        guard let text = try text() else { return nil }
        guard let found = words.first(where: { text.equals($0.0) }) else {
            throw failure("one of \(words.map { "\"\($0.0)\"" }.joined(separator: ", "))", .value)
        }
        return found.1
    }

    private static func words(_ range: ClosedRange<Int>) -> String {
        range.upperBound == .max ? "from \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
    }
}
