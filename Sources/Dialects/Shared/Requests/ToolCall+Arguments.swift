// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

extension ToolCall {
    /// The arguments as a JSON object, where a dialect wants one: no arguments are an empty one, and any other text is its
    /// member `input`.
    ///
    /// - Parameter place: Where the call stands.
    /// - Returns: The object.
    /// - Throws: ``Unsupported`` when the arguments of a function are no JSON object.
    func object(at place: Unsupported.Place) throws(Unsupported) -> ArraySlice<UInt8> {
        if kind == .custom { return CustomToolInput.object(arguments[...]) }
        if arguments.allSatisfy(\.isJSONBlank) { return Array("{}".utf8)[...] }
        guard arguments.isJSONObject else {
            throw Unsupported(place, "has arguments that are no JSON object")
        }
        return arguments[...]
    }
}

extension Collection<UInt8> {
    /// Whether these bytes are one JSON object and nothing else.
    var isJSONObject: Bool {
        var reader = JSONReader(Array(self), maximumDepth: JSONReader.highestMaximumDepth, skipping: .validated)
        guard (try? reader.peekKind()) == .object, (try? reader.skipValue()) != nil else { return false }
        return (try? reader.finish()) != nil
    }
}
