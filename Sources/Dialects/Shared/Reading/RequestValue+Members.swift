// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension RequestValue {
    /// A request with some of its members, all of which is checked to be JSON in UTF-8.
    ///
    /// - Parameters:
    ///   - names: The members' names; all others are passed over.
    ///   - body: The request.
    /// - Returns: The request.
    /// - Throws: ``InvalidRequest`` when it is no object, `JSONError` when it is no JSON.
    static func members(_ names: [String], of body: ArraySlice<UInt8>) throws -> RequestValue {
        var reader = JSONReader(body, skipping: .validated)
        guard try reader.peekKind() == .object else {
            throw RequestValue(try JSONValue(parsing: body)).failure("an object")
        }
        var members: [JSONObject.Member] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            if names.contains(where: { key.equals($0) }) {
                members.append(JSONObject.Member(key: key.text, value: try JSONValue(from: &reader)))
            } else {
                try reader.skipValue()
            }
        }
        try reader.finish()
        return RequestValue(.object(JSONObject(members)))
    }
}
