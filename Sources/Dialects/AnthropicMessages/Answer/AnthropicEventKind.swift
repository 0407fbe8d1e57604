// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Which of Anthropic's events one is.
enum AnthropicEventKind {
    case messageStart, blockStart, blockDelta, blockStop, messageDelta, messageStop
    /// `ping`, and what later versions add.
    case other
    /// It is no event of Anthropic's.
    case unknown

    /// Reads the type of an event.
    init(_ type: JSONString) {
        switch type {
        case "content_block_delta": self = .blockDelta
        case "content_block_start": self = .blockStart
        case "content_block_stop": self = .blockStop
        case "message_start": self = .messageStart
        case "message_delta": self = .messageDelta
        case "message_stop": self = .messageStop
        default: self = .other
        }
    }
}
