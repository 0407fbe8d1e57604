// SPDX-License-Identifier: Apache-2.0

import Chat
import NIOCore
import Attempts
import UpstreamTesting

/// A sink that writes down what it is called with.
final class CollectingSink: ChatEventSink {
    enum Call: Equatable {
        case text(String)
        case completion(ChatCompletion)
        case flush
    }

    private(set) var calls: [Call] = []
    private(set) var text: [UInt8] = []
    private(set) var texts = 0
    private(set) var completions: [ChatCompletion] = []
    private let eventLoop: InlineEventLoop
    private let holdsBack: Bool
    private(set) var callsOffTheLoop = 0

    init(eventLoop: InlineEventLoop = InlineEventLoop(), holdsBack: Bool = false) {
        self.eventLoop = eventLoop
        self.holdsBack = holdsBack
    }

    func receive(_ event: ChatEvent) {
        switch event {
        case .text(let text):
            note(.text(String(decoding: text, as: UTF8.self)))
            self.text += text
            texts += 1
        case .completed(let completion):
            note(.completion(completion))
            completions.append(completion)
        case .start, .partOpen, .refusal, .reasoning, .arguments, .opaque, .logprobs, .verbatim, .partClose, .choice:
            break
        }
    }

    func flush() -> EventLoopFuture<Void>? {
        note(.flush)
        return holdsBack ? eventLoop.makeSucceededVoidFuture() : nil
    }

    private func note(_ call: Call) {
        calls.append(call)
        if !eventLoop.inEventLoop { callsOffTheLoop += 1 }
    }
}
