// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Testing

/// What becomes of a caller's JSON Schema with providers that know less of it.
@Suite struct SchemaTests {
    private func chat(_ schema: String) -> ChatRequest {
        ChatRequest(
            model: "m",
            messages: [ChatMessage(role: .user, "Hi")],
            responseFormat: .jsonSchema(JSONSchemaFormat(name: "a", schema: schema.slice, isStrict: true)),
            fixedParameters: .responseFormat
        )
    }

    private func text(_ value: JSONValue?) -> String {
        var writer = JSONWriter()
        (value ?? .null).write(to: &writer)
        return String(decoding: writer.take(), as: UTF8.self)
    }

    private func anthropic(_ schema: String) throws -> String {
        let wire = try AnthropicMessages().encode(chat(schema), for: ModelTraits(), streaming: false, adaptation: [])
        return text(try JSONValue(parsing: wire.body[...])["output_config"]?["format"]?["schema"])
    }

    private func gemini(_ schema: String) throws -> String {
        let wire = try Gemini().encode(chat(schema), for: ModelTraits(), streaming: false, adaptation: [])
        return text(try JSONValue(parsing: wire.body[...])["generationConfig"]?["responseJsonSchema"])
    }

    /// Whatever is around a schema: it is the same in it.
    private static let frames = [
        ("", ""), (#"{"anyOf":[{"type":"null"},"#, "]}"), (#"{"type":"array","items":"#, "}"),
        (#"{"type":"object","properties":{"a":"#, #"},"additionalProperties":false}"#),
        (##"{"$ref":"#/$defs/a","$defs":{"a":"##, "}}"),
    ]

    @Test(arguments: [
        (#"{"type":"integer","minimum":1}"#, #"{"type":"integer","description":"minimum: 1"}"#),
        (#"{"type":"number","exclusiveMaximum":1.50}"#, #"{"type":"number","description":"exclusiveMaximum: 1.50"}"#),
        (
            #"{"type":"string","minLength":1,"maxLength":9,"description":"A name."}"#,
            #"{"type":"string","description":"A name. minLength: 1 maxLength: 9"}"#
        ),
        (#"{"type":"number","multipleOf":2}"#, #"{"type":"number","description":"multipleOf: 2"}"#),
        (#"{"type":"array","minItems":1}"#, #"{"type":"array","minItems":1}"#),
        (#"{"type":"array","minItems":2}"#, #"{"type":"array","description":"minItems: 2"}"#),
        (#"{"type":"array","uniqueItems":true}"#, #"{"type":"array","description":"uniqueItems: true"}"#),
        (#"{"type":"string","format":"date"}"#, #"{"type":"string","format":"date"}"#),
        (#"{"type":"string","format":"regex"}"#, #"{"type":"string","description":"format: \"regex\""}"#),
        (#"{"oneOf":[{"type":"null"}]}"#, #"{"anyOf":[{"type":"null"}]}"#),
        (#"{"$schema":"x","const":7,"examples":[7]}"#, #"{"const":7}"#),
        (#"{"type":["string","null"]}"#, #"{"type":["string","null"]}"#), (#"{"enum":[1,2]}"#, #"{"enum":[1,2]}"#),
        (#"{"type":"object"}"#, #"{"type":"object","additionalProperties":false}"#),
        (#"{"type":["object","null"]}"#, #"{"type":["object","null"],"additionalProperties":false}"#),
    ])
    func anthropicGetsWhatItHoldsTo(_ schema: String, _ expected: String) throws {
        for (start, end) in Self.frames { #expect(try anthropic(start + schema + end) == start + expected + end) }
    }

    /// Names of properties are the caller's, whatever they are.
    @Test(arguments: ["title", "const", "format", "$ref", "default", "type", "minimum", "not", "properties", "oneOf"])
    func namesOfPropertiesStay(_ name: String) throws {
        let schema =
            #"{"type":"object","properties":{"\#(name)":{"type":"string"}},"required":["\#(name)"],"additionalProperties":false}"#
        #expect(try anthropic(schema) == schema)
        #expect(try gemini(schema) == schema)
    }

    @Test(arguments: [
        (#"{"type":"object","additionalProperties":true}"#, "additionalProperties is not false"),
        (#"{"type":"object","additionalProperties":{"type":"string"}}"#, "additionalProperties is not false"),
        (#"{"type":"object","patternProperties":{}}"#, "patternProperties is a keyword without a counterpart"),
        (#"{"not":{}}"#, "not is a keyword without a counterpart"),
        (#"{"if":{},"then":{}}"#, "if is a keyword without a counterpart"),
        (#"{"type":"array","prefixItems":[]}"#, "prefixItems is a keyword without a counterpart"),
    ])
    func anthropicIsNotAskedForLess(_ schema: String, _ reason: String) throws {
        for (frame, path) in [(Self.frames[0], ""), (Self.frames[1], "anyOf.1."), (Self.frames[3], "properties.a.")] {
            let fault = #expect(throws: Unsupported.self) { try anthropic(frame.0 + schema + frame.1) }
            #expect(fault?.place == .parameter(.responseFormat))
            #expect(fault?.reason == "has a schema that Anthropic cannot hold a model to: \(path)\(reason)")
        }
    }

    @Test(arguments: [
        (#"{"$schema":"x","type":"string"}"#, #"{"type":"string"}"#), (#"{"const":"a"}"#, #"{"enum":["a"]}"#),
        (#"{"oneOf":[{"title":"T"}]}"#, #"{"anyOf":[{}]}"#),
        (#"{"type":"integer","exclusiveMinimum":0}"#, #"{"type":"integer","description":"exclusiveMinimum: 0"}"#),
        (#"{"type":"integer","exclusiveMaximum":9}"#, #"{"type":"integer","description":"exclusiveMaximum: 9"}"#),
        (#"{"type":["string","null"]}"#, #"{"type":["string","null"]}"#),
        (#"{"enum":[1,2],"discriminator":"x"}"#, #"{"enum":[1,2]}"#), ("true", "true"), ("{}", "{}"),
    ])
    func geminiGetsWhatItKnows(_ schema: String, _ expected: String) throws {
        for (start, end) in Self.frames.dropFirst() {
            #expect(try gemini(start + schema + end) == start + expected + end)
        }
    }

    /// One that refers to itself is looked at once.
    @Test func aSchemaMayReferToItself() throws {
        let schema =
            ##"{"type":"object","properties":{"next":{"$ref":"#"}},"required":["next"],"additionalProperties":false}"##
        #expect(try anthropic(schema) == schema)
        #expect(try gemini(schema) == schema)
    }
}
