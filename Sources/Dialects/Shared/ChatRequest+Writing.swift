// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

extension ChatRequest {
    /// A writer with room for a request of this chat.
    ///
    /// The messages are most of it, and a sixteenth is room enough for the escapes of usual text.
    func bodyWriter() -> JSONWriter {
        var buffer: [UInt8] = []
        let contents = messages.reduce(0) { $0 + $1.content.count }
        buffer.reserveCapacity(contents + contents / 16 + 512)
        return JSONWriter(reusing: buffer)
    }
}

extension JSONWriter {
    /// Writes messages as OpenAI and Anthropic take them: objects of a role and a content.
    mutating func messages(_ messages: [ChatMessage]) {
        beginArray()
        for message in messages {
            beginObject()
            key("role")
            string(message.role.rawValue)
            key("content")
            string(utf8: message.content)
            endObject()
        }
        endArray()
    }
}
