// SPDX-License-Identifier: Apache-2.0

/// The reason why bytes could not be read as the expected JSON.
@usableFromInline
package struct JSONError: Error, Equatable, CustomStringConvertible {
    /// The kinds of failure.
    package enum Code: Sendable, Equatable {
        /// The bytes break the grammar of RFC 8259.
        case syntax
        /// The bytes end in the middle of a value.
        case unexpectedEnd
        /// Objects and arrays are nested deeper than the reader allows.
        case tooDeep
        /// A string is not UTF-8 (RFC 8259 section 8.1); only ``JSONReader/Skipping/validated`` reports this.
        case invalidUTF8
        /// The value is correct but of another kind than the caller reads.
        case typeMismatch
        /// Something other than white space follows the value.
        case trailingBytes
    }

    /// The kind of failure.
    package var code: Code { problem.code }

    /// Where the failure was found, in bytes from the start of the input.
    package let offset: Int

    /// The failure in detail.
    let problem: JSONProblem

    init(_ problem: JSONProblem, at offset: Int) {
        self.problem = problem
        self.offset = offset
    }

    /// A sentence such as "expected a string at byte 17, got a number", which contains nothing of the input.
    @usableFromInline
    package var description: String { problem.description(at: offset) }
}
