// SPDX-License-Identifier: Apache-2.0

import Providers

@testable import Configuration

/// The JSON Schema of a file of settings, made of the table of settings and of what docs/configuration.md says of each.
///
/// Source: JSON Schema draft 7, which editors know.
struct SettingsSchema {
    private let documented: [DocumentedVariable]

    init() throws {
        documented = try DocumentedVariable.all()
    }

    /// The document.
    var text: String {
        let root = section("", FileLayout.current)
        return JSONText.members(
            [
                ("$schema", "http://json-schema.org/draft-07/schema#"), ("title", "llm-gateway.yaml"),
                (
                    "description",
                    "Settings of llm-gateway. In any value ${NAME} stands for a variable of the environment."
                ),
            ] + root
        ).written() + "\n"
    }

    private func section(_ name: String, _ layout: FileLayout) -> [(String, JSONText)] {
        let members = layout.names(in: name).map { word -> (String, JSONText) in
            let key = name.isEmpty ? word : "\(name).\(word)"
            if key == FileLayout.providers { return (word, providers) }
            if let value = layout.values[key] { return (word, schema(value)) }
            return (word, .members(section(key, layout)))
        }
        return [("type", ["object", "null"]), ("additionalProperties", false), ("properties", .members(members))]
    }

    private func schema(_ value: SettingValue) -> JSONText {
        let row = documented.first { $0.names.contains(value.variable) }
        let standard = row.map { $0.standard.isEmpty || $0.standard == "none" ? "" : "; default \($0.standard)" } ?? ""
        let words = Self.plain(row?.text ?? "")
        return Self.schema(
            value.form,
            words.isEmpty ? "\(value.variable)\(standard)" : "\(words) (\(value.variable)\(standard))"
        )
    }

    /// Markdown without its marks.
    private static func plain(_ text: String) -> String {
        text.replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.output.1) }.replacing("`", with: "").replacing(
            "**",
            with: ""
        )
    }

    private static let reference: JSONText = ["type": "string", "pattern": "\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}"]

    private static func schema(_ form: SettingForm, _ description: String) -> JSONText {
        let alternatives: [JSONText] =
            switch form {
            case .text, .secret: [["type": ["string", "number", "null"]]]
            case .number(let range):
                [
                    [
                        "type": "integer", "minimum": .number("\(range.lowerBound)"),
                        "maximum": .number("\(range.upperBound)"),
                    ]
                ]
            case .seconds(let canBeOff):
                [["type": "number", "minimum": .number("0.001"), "maximum": .number("1000000000")]]
                    + (canBeOff ? [["enum": ["off", false]]] : [])
            case .onOrOff: [["enum": ["on", "off", true, false]]]
            case .word(let words): [["enum": .list(words.map { .text($0) })]]
            case .list:
                [["type": "array", "items": ["type": ["string", "number"]]], ["type": ["string", "number", "null"]]]
            }
        switch form {
        case .text, .secret: return ["description": .text(description), "type": ["string", "number", "null"]]
        case .list: return ["description": .text(description), "anyOf": .list(alternatives)]
        case .number, .seconds, .onOrOff, .word:
            return ["description": .text(description), "anyOf": .list(alternatives + [reference, ["type": "null"]])]
        }
    }

    // MARK: Providers

    private var providers: JSONText {
        let texts: JSONText = ["type": ["object", "null"], "additionalProperties": ["type": ["string", "number"]]]
        func described(_ description: String, _ schema: JSONText) -> JSONText {
            guard case .members(let members) = schema else { return schema }
            return .members([("description", .text(description))] + members)
        }
        let dialects = ProviderDialect.allCases.map(\.rawValue)
        let properties: [String: JSONText] = [
            "base_url": Self.schema(.text, "Where its API is; known of built-in and well-known providers."),
            "dialect": Self.schema(.word(dialects), "What it speaks; chat_completions unless it is built in."),
            "headers": described("Header fields that its requests have besides.", texts),
            "key": Self.schema(.secret, "Its key: a text, ${NAME}, or file: and the path of a file."),
            "key_header": Self.schema(
                .text,
                "Where the key goes: bearer, or the name of a header field, such as api-key."
            ),
            "models": [
                "description": "The models that the lists of models show; without it the provider is asked.",
                "type": ["array", "null"], "items": ["type": ["string", "number"]],
            ],
            "needs_key": Self.schema(.onOrOff, "Whether it can be called only with a key."),
            "query": described("Parameters that the URLs of its requests have besides.", texts),
        ]
        let members = FileReader.providerKeys.map { ($0, properties[$0] ?? false) }
        let provider: JSONText = [
            "type": ["object", "null"], "additionalProperties": false, "properties": .members(members),
        ]
        return [
            "description":
                "Providers by their names: built-in and well-known ones with what is different, and any others.",
            "type": ["object", "null"], "propertyNames": ["pattern": "^[A-Za-z0-9][A-Za-z0-9_-]*$"],
            "additionalProperties": provider,
        ]
    }
}
