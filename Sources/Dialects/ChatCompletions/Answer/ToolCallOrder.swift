// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Puts tool calls one behind the other, whose pieces come mixed.
///
/// The pieces of the first call pass at once, those of the others wait until the answer ends: only then is it known that
/// nothing more of the first one comes.
struct ToolCallOrder {
    private struct Call {
        let key: Int
        let id: ByteString
        let name: ByteString
        let kind: ToolCall.Kind
        var opaque: OpaqueValue?
        var arguments: [UInt8]
    }

    /// The most calls that wait: each piece is looked for among them.
    private static let mostWaiting = 1_000
    /// The most bytes of arguments that wait.
    private static let mostBytes = 16 << 20

    /// The call whose pieces pass.
    private var first: Call?
    private var waiting: [Call] = []
    private var waitingBytes = 0

    /// Takes a piece.
    mutating func add(
        _ piece: ToolCallPiece,
        to parts: inout AnswerParts,
        _ emit: ChatEventHandler
    ) throws(ProviderFault) {
        let id = piece.id.map { ByteString($0.utf8()) } ?? ""
        let position = position(of: piece, id)
        if position == 0 {
            if case .toolCall = parts.open { return try parts.add(arguments: piece.arguments, emit) }
        } else if let position, position <= waiting.count {
            try keep(piece, in: position - 1)
            return
        }
        // The rest of a first call that a text has closed bears its id and its name again.
        let rest = position == 0 ? first : nil
        let call = Call(
            key: piece.index ?? waiting.count + (first == nil ? 0 : 1),
            id: rest?.id ?? id.copied,
            name: rest?.name ?? ByteString(piece.name?.utf8() ?? []).copied,
            kind: rest?.kind ?? (piece.isCustom ? .custom : .function),
            opaque: piece.signature.map { OpaqueValue(vendor: .google, ByteString($0.utf8()).copied) },
            arguments: []
        )
        guard first == nil else {
            waiting.append(call)
            try keep(piece, in: waiting.count - 1)
            return
        }
        first = call
        try begin(call, in: &parts, emit)
        try parts.add(arguments: piece.arguments, emit)
    }

    /// Keeps a piece of a call that waits.
    private mutating func keep(_ piece: ToolCallPiece, in position: Int) throws(ProviderFault) {
        waitingBytes += piece.arguments.count
        guard waiting.count <= Self.mostWaiting, waitingBytes <= Self.mostBytes else {
            throw ProviderFault(.invalidResponse, "asks for more tool calls at once than are taken")
        }
        waiting[position].arguments.append(contentsOf: piece.arguments)
    }

    /// Emits the calls that wait.
    mutating func finish(in parts: inout AnswerParts, _ emit: ChatEventHandler) throws(ProviderFault) {
        for call in waiting {
            try begin(call, in: &parts, emit)
            try parts.add(arguments: call.arguments[...], emit)
        }
        waiting = []
    }

    private func begin(_ call: Call, in parts: inout AnswerParts, _ emit: ChatEventHandler) throws(ProviderFault) {
        try parts.begin(toolCall: call.id, name: call.name, kind: call.kind, emit)
        if let opaque = call.opaque { try parts.add(opaque: opaque, emit) }
    }

    /// Which of the known calls a piece goes on with, 0 for the first one; nil when it begins another one.
    ///
    /// Some servers give no index, or the same one to all calls: then another id is another call.
    private func position(of piece: ToolCallPiece, _ id: ByteString) -> Int? {
        guard let first else { return nil }
        if piece.index == nil, id.isEmpty { return waiting.count }
        func isMeant(_ call: Call) -> Bool {
            (piece.index == nil || call.key == piece.index) && (id.isEmpty || call.id == id)
        }
        if let position = waiting.lastIndex(where: isMeant) { return position + 1 }
        return isMeant(first) ? 0 : nil
    }
}
