// SPDX-License-Identifier: Apache-2.0

/// The caller's own request, for a provider that speaks the caller's dialect: it goes on as it is, and so does the answer.
package struct VerbatimRequest: Sendable, Equatable {
    /// A dialect that callers speak too.
    package enum Dialect: Sendable {
        case chatCompletions
    }

    /// The dialect.
    package var dialect: Dialect
    /// The body as it came, JSON that was checked.
    package var body: ArraySlice<UInt8>
    /// Whether the caller wants a stream to tell the tokens taken; the gateway does in any case.
    package var includesUsage: Bool

    package init(_ dialect: Dialect, body: ArraySlice<UInt8>, includesUsage: Bool) {
        self.dialect = dialect
        self.body = body
        self.includesUsage = includesUsage
    }
}
