// SPDX-License-Identifier: Apache-2.0

/// The form that an answer is to have.
///
/// Unless it is fixed, it is a wish: a provider that cannot hold a model to it is asked without it, so the messages have to
/// say the same in words (with the word JSON in them, which OpenAI's `json_object` requires), and the answer has to be checked.
package enum ResponseFormat: Sendable, Equatable {
    /// Any text.
    case text
    /// Any JSON object.
    case jsonObject
    /// JSON of a schema.
    indirect case jsonSchema(JSONSchemaFormat)
    /// A JSON object with one member, whose value is one of the given words: `{"class_id":"c2"}`.
    ///
    /// `name` is that of the form, where a dialect has a place for one. It, `member` and `values` are ASCII letters,
    /// digits and `_`, never empty, and no value is there twice.
    case choice(name: String, member: String, values: [String])
}
