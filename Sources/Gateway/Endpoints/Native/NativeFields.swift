// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// The members of a request's body, as they came: read once, judged later, so that all faults come in one message.
struct NativeFields {
    /// The value of a member.
    enum Value {
        case absent
        case null
        case string(JSONString)
        case number(JSONNumber)
        case other(JSONKind)
    }

    private(set) var model = Value.absent
    private(set) var prompt = Value.absent
    private(set) var userPrompt = Value.absent
    private(set) var temperature = Value.absent
    private(set) var maxTokens = Value.absent

    /// Reads a body; of a key that comes twice the last one counts, unknown keys are ignored.
    ///
    /// - Throws: ``GatewayError`` 400 when it is not a JSON object in UTF-8.
    init(_ body: [UInt8]) throws {
        guard !body.isEmpty else { throw GatewayError.badRequest("request body: expected a JSON object, got nothing") }
        guard (try? UTF8Span(validating: body.span)) != nil else {
            throw GatewayError.badRequest("request body: expected UTF-8, got other bytes")
        }
        do {
            try read(body)
        } catch let error as JSONError {
            throw GatewayError.badRequest("request body: \(error)")
        }
    }

    private mutating func read(_ body: [UInt8]) throws {
        var reader = JSONReader(body, skipping: .validated)
        let kind = try reader.peekKind()
        guard kind == .object else {
            throw GatewayError.badRequest("request body: expected a JSON object, got \(kind)")
        }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "model": model = try Self.value(&reader)
            case "prompt": prompt = try Self.value(&reader)
            case "user_prompt": userPrompt = try Self.value(&reader)
            case "temperature": temperature = try Self.value(&reader)
            case "max_tokens": maxTokens = try Self.value(&reader)
            default: try reader.skipValue()
            }
        }
        try reader.finish()
    }

    private static func value(_ reader: inout JSONReader) throws -> Value {
        switch try reader.peekKind() {
        case .string:
            return .string(try reader.readString())
        case .number:
            return .number(try reader.readNumber())
        case .null:
            try reader.readNull()
            return .null
        case let kind:
            try reader.skipValue()
            return .other(kind)
        }
    }
}

extension NativeFields.Value {
    /// What came, for a message: the number itself, and the kind of anything else.
    var came: String {
        switch self {
        case .absent: "nothing"
        case .null: "null"
        case .string: "a string"
        case .number(let number): String(decoding: number.literal.prefix(40), as: UTF8.self)
        case .other(let kind): "\(kind)"
        }
    }
}
