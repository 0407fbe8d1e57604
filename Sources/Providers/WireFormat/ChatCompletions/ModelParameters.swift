// SPDX-License-Identifier: Apache-2.0

/// Which parameters of a chat a model takes.
struct ModelParameters: Sendable, Equatable {
    /// Whether it takes a temperature.
    var takesTemperature = true
    /// The value of `reasoning_format` that keeps its reasoning out of the text; nil where that is not to be sent.
    var reasoningFormat: String?
}
