// SPDX-License-Identifier: Apache-2.0

internal import Chat

extension ChatRequest {
    /// The parameter of the cache hints when there is one, for dialects that have no words for it; else none.
    var cacheHints: ChatParameters {
        let isHinted =
            messages.contains { $0.parts.contains(where: \.hasCacheHint) } || tools.contains(where: \.hasCacheHint)
        return isHinted ? .cacheHint : []
    }

    /// The parameter of a picture's detail when there is one; else none.
    var details: ChatParameters {
        messages.contains { $0.parts.contains(where: \.hasDetail) } ? .detail : []
    }
}

extension MessagePart {
    var hasCacheHint: Bool {
        switch self {
        case .text(let text): text.cacheHint != nil
        case .media(let media): media.cacheHint != nil
        case .toolResult(let result): result.cacheHint != nil || result.parts.contains(where: \.hasCacheHint)
        case .refusal, .toolCall, .reasoning, .vendor: false
        }
    }

    fileprivate var hasDetail: Bool {
        switch self {
        case .media(let media): media.detail != nil
        case .toolResult(let result): result.parts.contains(where: \.hasDetail)
        case .text, .refusal, .toolCall, .reasoning, .vendor: false
        }
    }
}

extension Tool {
    fileprivate var hasCacheHint: Bool {
        if case .function(let tool) = self { tool.cacheHint != nil } else { false }
    }
}
