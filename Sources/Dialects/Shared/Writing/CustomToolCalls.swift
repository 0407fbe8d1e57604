// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat

/// Turns calls of the functions that stand for a caller's custom tools into calls of those tools.
///
/// The text is known only when all of the arguments are there, so nothing of such a call passes before.
package struct CustomToolCalls: Sendable {
    private let names: Set<ByteString>
    /// The arguments of such a call, while it is open.
    private var arguments: [UInt8]?

    /// - Parameter tools: The caller's tools.
    package init(_ tools: [Tool]) {
        names = Set(tools.compactMap { if case .custom(let tool) = $0 { tool.name } else { nil } })
    }

    /// Whether there is nothing to turn.
    package var isEmpty: Bool { names.isEmpty }

    /// Passes an event on, turned where it has to be.
    package mutating func pass(_ event: ChatEvent, to emit: (ChatEvent) -> Void) {
        switch event {
        case .partOpen(.toolCall(let id, let name, .function)) where names.contains(name):
            arguments = []
            emit(.partOpen(.toolCall(id: id, name: name, kind: .custom)))
        case .arguments(let piece) where arguments != nil:
            arguments?.append(contentsOf: piece)
        case .partClose:
            if let all = arguments {
                arguments = nil
                // What is no such object is passed on as it is: better a strange text than none.
                let text = CustomToolInput.text(of: all[...])?.bytes ?? all[...]
                if !text.isEmpty { emit(.arguments(text)) }
            }
            emit(event)
        default:
            emit(event)
        }
    }
}
