// SPDX-License-Identifier: Apache-2.0

/// The two ways in which a model can be held to the form of its answer.
package enum StructuredOutput: Sendable {
    /// The answer is some JSON object; which one, the messages have to say.
    case jsonObject
    /// The answer follows a schema.
    case jsonSchema
}
