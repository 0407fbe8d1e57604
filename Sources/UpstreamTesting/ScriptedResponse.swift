// SPDX-License-Identifier: Apache-2.0

package import Upstream

/// A response that a scripted provider gives.
package struct ScriptedResponse: Sendable {
    /// The status; 0 stands for no response at all.
    package var status = 200
    package var headerFields: [(String, String)] = []
    /// The body in the pieces in which it arrives.
    package var pieces: [[UInt8]] = []
    /// How the response breaks off; nil when it ends well.
    package var error: UpstreamError?
    /// Whether nothing more comes, until the call is cancelled.
    package var isHeld = false

    /// A response whose body comes in one piece.
    package init(status: Int = 200, _ body: String = "", type: String? = nil, error: UpstreamError? = nil) {
        self.init(status: status, body: Array(body.utf8), type: type, error: error)
    }

    package init(status: Int = 200, body: [UInt8], type: String? = nil, error: UpstreamError? = nil) {
        self.status = status
        headerFields = type.map { [("content-type", $0)] } ?? []
        pieces = body.isEmpty ? [] : [body]
        self.error = error
    }

    /// A stream of events that ends with `[DONE]`.
    package static func events(_ events: [String], isDone: Bool = true) -> ScriptedResponse {
        let lines = (events + (isDone ? ["[DONE]"] : [])).map { "data: \($0)\n\n" }
        return ScriptedResponse(lines.joined(), type: "text/event-stream")
    }

    /// The same response with more header fields.
    package func adding(_ fields: [(String, String)]) -> ScriptedResponse {
        var copy = self
        copy.headerFields += fields
        return copy
    }

    /// The same response without its end, until the call is cancelled.
    package var held: ScriptedResponse {
        var copy = self
        copy.isHeld = true
        return copy
    }

    /// The same response, its body cut into two at an offset.
    package func cut(at offset: Int) -> ScriptedResponse {
        var copy = self
        let body = pieces.flatMap(\.self)
        copy.pieces = [Array(body[..<offset]), Array(body[offset...])].filter { !$0.isEmpty }
        return copy
    }

    /// The same response, its body in pieces of one byte.
    package var byteByByte: ScriptedResponse {
        var copy = self
        copy.pieces = pieces.flatMap(\.self).map { [$0] }
        return copy
    }
}

extension ScriptedResponse: CustomStringConvertible {
    package var description: String { "\(status) \(String(decoding: pieces.joined().prefix(80), as: UTF8.self))" }
}
