// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects

/// Decodes answers.
enum AnswerEvents {
    /// The events of a stream whose events have these data.
    static func of(_ dialect: any Dialect, stream data: [String]) throws -> [ChatEvent] {
        try of(dialect, body: data.flatMap { Array("data: \($0)\n\n".utf8) })
    }

    /// The events of a stream's body.
    static func of(_ dialect: any Dialect, body: [UInt8]) throws -> [ChatEvent] {
        var events: [ChatEvent] = []
        var decoder = dialect.decoder(limit: 1 << 20)
        decoder.append(body)
        try decoder.decode { events.append($0) }
        try decoder.finish { events.append($0) }
        return events
    }

    /// The events of a document.
    static func of(_ dialect: any Dialect, document: String) throws -> [ChatEvent] {
        var events: [ChatEvent] = []
        try dialect.decode(document: Array(document.utf8)[...]) { events.append($0) }
        return events
    }
}
