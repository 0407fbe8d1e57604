// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension ChatRequest {
    /// A writer with room for a request of this chat.
    ///
    /// The messages are most of it, and a sixteenth is room enough for the escapes of usual text.
    func bodyWriter() -> JSONWriter {
        var buffer: [UInt8] = []
        let contents = messages.reduce(0) { $0 + $1.parts.reduce(0) { $0 + $1.size } }
        buffer.reserveCapacity(contents + contents / 16 + 512)
        return JSONWriter(reusing: buffer)
    }
}

extension MessagePart {
    /// The bytes of what it holds, without what small things it has beside that.
    fileprivate var size: Int {
        switch self {
        case .text(let text): text.text.count
        case .refusal(let text): text.count
        case .media(let media):
            switch media.source {
            case .base64(let data), .text(let data): data.count
            case .url(let url): url.count
            case .file: 0
            }
        case .toolCall(let call): call.arguments.count
        case .toolResult(let result): result.parts.reduce(0) { $0 + $1.size }
        case .reasoning(let reasoning): reasoning.text.count
        case .vendor(let value): value.json.count
        }
    }
}
