// SPDX-License-Identifier: Apache-2.0

/// Something that a provider refuses in a request (`rules=`).
enum Rule: String, CaseIterable {
    /// `max_tokens`, and any temperature but 1.
    case openAIReasoning = "openai-reasoning"
    /// A system or developer message, or a system text elsewhere.
    case noSystem = "no-system"
    /// `stream_options`.
    case noStreamOptions = "no-stream-options"
    /// Any temperature.
    case noTemperature = "no-temperature"
    /// An answer bound to a JSON schema or to a choice.
    case noJSONSchema = "no-json-schema"
    /// The same, by another name.
    case noSchema = "no-schema"
    /// An answer that must be JSON, without a schema.
    case noJSONObject = "no-json-object"
    /// All that binds the answer to a form.
    case noResponseFormat = "no-response-format"
    /// `json_object` when no message has the word JSON.
    case jsonWord = "json-word"
}
