// SPDX-License-Identifier: Apache-2.0

/// What comes of a response, as it comes.
enum ResponsePart: Sendable {
    case head(TestResponseHead)
    case body([UInt8], nanoseconds: UInt64)
    case end
}
