// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat

/// Which names of tools a dialect takes, and what becomes of the others.
///
/// The same name always becomes the same one, in a tool as in a call of it.
package enum ToolNameRule: Sendable {
    /// Letters, digits, `_` and `-`, up to 64 of them. Source: OpenAI API reference, function tools.
    case openAI
    /// The same, up to 128. Source: Claude API reference, `tools`.
    case anthropic
    /// A letter or `_`, then also digits, `.`, `:` and `-`, up to 64 of them. Source: the message of the API's own error.
    case gemini

    private var longest: Int {
        switch self {
        case .openAI, .gemini: 64
        case .anthropic: 128
        }
    }

    private func isAllowed(_ byte: UInt8) -> Bool {
        if byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") {
            return true
        }
        return self == .gemini && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":"))
    }

    private func mayBegin(with byte: UInt8) -> Bool {
        self != .gemini || byte.isASCIILetter || byte == UInt8(ascii: "_")
    }

    private func takes(_ name: ByteString) -> Bool {
        guard let first = name.bytes.first, name.count <= longest else { return false }
        return mayBegin(with: first) && name.bytes.allSatisfy(isAllowed)
    }

    /// The name as the dialect takes it: itself where it fits, else what fits of it and a hash of all of it.
    func fitted(_ name: ByteString) -> ByteString {
        if takes(name) { return name }
        let fitted = name.hashed(longest: longest - 1, isAllowed)
        guard let first = fitted.bytes.first, !mayBegin(with: first) else { return fitted }
        return ByteString(Array("_".utf8) + fitted.bytes)
    }

    /// The callers' names of the tools that have another one in this dialect, by that one.
    func renamed(_ tools: [Tool]) -> [ByteString: ByteString] {
        var names: [ByteString: ByteString] = [:]
        for name in tools.compactMap(\.name) where !takes(name) { names[fitted(name)] = name }
        return names
    }

    /// A chat with names of tools that fit, wherever they stand.
    func fitted(_ chat: ChatRequest) -> ChatRequest {
        if chat.toolNames.allSatisfy(takes) { return chat }
        var chat = chat
        for index in chat.tools.indices { chat.tools[index].name = chat.tools[index].name.map(fitted) }
        switch chat.toolChoice {
        case .named(let name): chat.toolChoice = .named(fitted(name))
        case .allowed(let names, let isRequired):
            chat.toolChoice = .allowed(names.map(fitted), isRequired: isRequired)
        case nil, .auto, .some(.none), .required: break
        }
        for message in chat.messages.indices {
            for part in chat.messages[message].parts.indices {
                guard case .toolCall(var call) = chat.messages[message].parts[part] else { continue }
                call.name = fitted(call.name)
                chat.messages[message].parts[part] = .toolCall(call)
            }
        }
        return chat
    }
}

extension ChatRequest {
    /// The names of all tools that are offered, chosen or called.
    fileprivate var toolNames: [ByteString] {
        var names = tools.compactMap(\.name)
        switch toolChoice {
        case .named(let name): names.append(name)
        case .allowed(let allowed, _): names += allowed
        case nil, .auto, .some(.none), .required: break
        }
        for message in messages {
            for case .toolCall(let call) in message.parts { names.append(call.name) }
        }
        return names
    }
}
