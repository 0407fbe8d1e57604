// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat

/// What stands for a signature that nobody has kept.
///
/// Of several calls at once only the first one bears a signature, and every step of the current turn has one.
/// Source: Gemini API docs, thought signatures.
enum GeminiSignature {
    /// Google's own word for a call whose signature is not known.
    private static let unknown: ByteString = "skip_thought_signature_validator"

    /// A step of the model's whose first call has a signature.
    static func signed(_ turn: ChatTurn) -> ChatTurn {
        var turn = turn
        for index in turn.parts.indices {
            guard case .toolCall(var call) = turn.parts[index].part else { continue }
            if call.opaque?.vendor != .google {
                call.opaque = OpaqueValue(vendor: .google, unknown)
                turn.parts[index].part = .toolCall(call)
            }
            break
        }
        return turn
    }
}

extension ChatTurn {
    /// Whether the user says something here that is not the result of a tool.
    var isOfUsersOwn: Bool {
        role == .user && parts.contains { !$0.isResult && GeminiTurns.isSent($0.part) }
    }
}
