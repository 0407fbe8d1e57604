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
    /// The classes of a classification; not read for the other tasks, which ignore the member like any unknown one.
    private(set) var classes = Classes.absent

    /// Reads a body; of a key that comes twice the last one counts, unknown keys are ignored.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - task: Whose fields are read.
    /// - Throws: ``GatewayError`` 400 when it is not a JSON object in UTF-8.
    init(_ body: [UInt8], for task: NativeTask) throws {
        guard !body.isEmpty else { throw GatewayError(.request, "request body: expected a JSON object, got nothing") }
        guard (try? UTF8Span(validating: body.span)) != nil else {
            throw GatewayError(.request, "request body: expected UTF-8, got other bytes")
        }
        do {
            try read(body, for: task)
        } catch let error as JSONError {
            throw GatewayError(.request, "request body: \(error)")
        }
    }

    private mutating func read(_ body: [UInt8], for task: NativeTask) throws {
        var reader = JSONReader(body, skipping: .validated)
        let kind = try reader.peekKind()
        guard kind == .object else {
            throw GatewayError(.request, "request body: expected a JSON object, got \(kind)")
        }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "model": model = try Value(from: &reader)
            case "prompt": prompt = try Value(from: &reader)
            case "user_prompt": userPrompt = try Value(from: &reader)
            case "temperature": temperature = try Value(from: &reader)
            case "max_tokens": maxTokens = try Value(from: &reader)
            case "classes" where task == .classification: classes = try Classes(from: &reader)
            default: try reader.skipValue()
            }
        }
        try reader.finish()
    }
}

extension NativeFields.Value {
    /// Reads the value of a member.
    init(from reader: inout JSONReader) throws(JSONError) {
        switch try reader.peekKind() {
        case .string:
            self = .string(try reader.readString())
        case .number:
            self = .number(try reader.readNumber())
        case .null:
            try reader.readNull()
            self = .null
        case let kind:
            try reader.skipValue()
            self = .other(kind)
        }
    }

    /// What came, for a message: the number itself, and the kind of anything else.
    var shown: String {
        switch self {
        case .absent: "nothing"
        case .null: "null"
        case .string: "a string"
        case .number(let number): String(decoding: number.literal.prefix(40), as: UTF8.self)  // text: ASCII
        case .other(let kind): "\(kind)"
        }
    }

    /// What came where a text was expected that is not empty.
    var shownAsText: String {
        if case .string = self { "an empty one" } else { shown }
    }
}
