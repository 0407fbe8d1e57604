// SPDX-License-Identifier: Apache-2.0

/// Where and how token counts are told (`usage=`).
enum UsageForm: String, CaseIterable {
    /// As OpenAI: in streams only when asked for, in a chunk of its own without choices.
    case on
    case off
    /// In the chunk that carries the finish reason.
    case finish
    /// Cumulative, in every chunk.
    case every
    /// As Groq: under `x_groq` in the chunk that carries the finish reason, and nowhere else.
    case xgroq
    /// As `on`, followed by a further chunk without choices whose usage is null.
    case thenNull = "then-null"
    /// As `on`, with numbers such as 12.0.
    case float
    /// As Groq today: as `xgroq`, and at top level as well.
    case groq
    /// In plain answers only.
    case plain
    /// Cumulative, in every chunk, with a count of the prompt that falls.
    case changing

    /// Whether the counts come in a chunk of their own, if the request asks for them.
    var hasOwnChunk: Bool {
        self == .on || self == .thenNull || self == .float
    }
}
