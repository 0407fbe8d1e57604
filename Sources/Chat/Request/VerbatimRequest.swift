// SPDX-License-Identifier: Apache-2.0

/// The caller's own request, for a provider that speaks the caller's dialect: it goes on as it is, and so does the answer.
package struct VerbatimRequest: Sendable, Equatable {
    /// A dialect that callers speak too.
    package enum Dialect: Sendable {
        case chatCompletions
        /// Anthropic's Messages.
        case messages
    }

    /// What is asked for in it.
    package enum Kind: Sendable {
        /// An answer to a conversation.
        case chat
        /// The continuation of a text, as older clients and code editors ask for it.
        case continuation
        /// The vectors of texts.
        case embeddings
        /// How many tokens a conversation takes.
        case tokenCount
    }

    /// The dialect.
    package var dialect: Dialect
    /// What is asked for.
    package var kind: Kind
    /// The body as it came, JSON that was checked.
    package var body: ArraySlice<UInt8>
    /// Whether the caller wants a stream to tell the tokens taken; the gateway does in any case.
    package var includesUsage: Bool
    /// What was said beside the body; at most one of a kind.
    package var marks: [VerbatimMark]
    /// Whether the caller's URL asks for features that are not in general use yet, as Anthropic's `?beta=true` does.
    package var asksForBeta = false

    package init(
        _ dialect: Dialect,
        _ kind: Kind,
        body: ArraySlice<UInt8>,
        includesUsage: Bool = false,
        marks: [VerbatimMark] = []
    ) {
        self.dialect = dialect
        self.kind = kind
        self.body = body
        self.includesUsage = includesUsage
        self.marks = marks
    }
}
