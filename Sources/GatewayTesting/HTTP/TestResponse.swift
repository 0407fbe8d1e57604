// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// A whole HTTP response.
package struct TestResponse: Sendable {
    /// The head.
    package let head: TestResponseHead
    /// The body.
    package let body: [UInt8]
    /// Whether it ended as HTTP wants it; false when the connection broke.
    package let isComplete: Bool

    /// The status.
    package var status: Int { head.status }

    /// The reason phrase.
    package var reason: String { head.reason }

    /// The body as text.
    package var text: String { String(decoding: body, as: UTF8.self) }

    /// The value of a header field that must come at most once; nil when there is none.
    package func header(_ name: String) -> String? {
        head.header(name)
    }

    /// Reads the body as JSON.
    package func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch {
            throw TestFailure("no \(type) in status \(status), body \(text.prefix(500)): \(error)")
        }
    }
}
