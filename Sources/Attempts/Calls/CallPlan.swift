// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// What is to be done with the tools' calls of one answer.
///
/// An object, so that whoever waits for the answer holds a pointer.
final class CallPlan {
    private let provider: ByteString
    private let vendor: Vendor?
    private let memory: CallMemoryStore?
    /// The caller's names of the tools that the provider knows by another one.
    private let names: [ByteString: ByteString]

    /// Makes a plan; nil where there is nothing to be done: without tools, and of a request in the caller's own words.
    init?(_ chat: ChatRequest, for provider: Provider, _ memory: CallMemoryStore?) {
        guard !chat.tools.isEmpty else { return nil }
        vendor = memory == nil ? nil : provider.dialect.opaqueVendor
        names = provider.dialect.renamedTools(of: chat)
        if vendor == nil, names.isEmpty { return nil }
        self.memory = memory
        self.provider = provider.memoryKey
    }

    /// Makes what listens to an answer; nil where nothing of it is remembered.
    var recorder: CallRecorder? {
        guard let vendor, let memory else { return nil }
        return CallRecorder(vendor, limit: memory.limits.answer)
    }

    /// The event with the caller's name of a tool.
    func named(_ event: ChatEvent) -> ChatEvent {
        guard !names.isEmpty, case .partOpen(.toolCall(let id, let name, let kind)) = event, let own = names[name]
        else {
            return event
        }
        return .partOpen(.toolCall(id: id, name: own, kind: kind))
    }

    /// Remembers the calls that were heard.
    func remember(_ recorders: [CallRecorder]) {
        let calls = recorders.filter { !$0.isOverLimit }.flatMap(\.calls)
        memory?.remember(
            calls.map { ($0.id, $0.call.renamed(names[$0.call.name])) },
            of: provider
        )
    }
}

extension RememberedCall {
    /// The call with another name of its tool, where there is one.
    fileprivate func renamed(_ name: ByteString?) -> RememberedCall {
        guard let name else { return self }
        var call = self
        call.name = name
        return call
    }
}
