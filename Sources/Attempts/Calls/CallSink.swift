// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import NIOCore

/// Passes an answer on in which tools may be called: tools have the caller's names, calls have ids, and what their provider
/// wants to have back is remembered once the answer has ended well.
final class CallSink: ChatEventSink {
    private let sink: any ChatEventSink
    private let plan: CallPlan
    private var recorder: CallRecorder?
    /// Those of further choices.
    private var others: [Int: CallRecorder] = [:]

    init(_ sink: any ChatEventSink, _ plan: CallPlan) {
        self.sink = sink
        self.plan = plan
        recorder = plan.recorder
    }

    func receive(_ event: ChatEvent) {
        switch event {
        // They are most of an answer, and nothing of them is kept.
        case .arguments: sink.receive(event)
        case .text:
            recorder?.takeText()
            sink.receive(event)
        case .completed:
            // Before the caller hears of the end: the next request may come at once.
            remember()
            sink.receive(event)
        case .choice(let index, let inner):
            var other = others[index] ?? plan.recorder
            let passed = plan.named(other?.take(inner) ?? inner)
            others[index] = other
            sink.receive(.choice(index, passed))
        default:
            sink.receive(plan.named(recorder?.take(event) ?? event))
        }
    }

    func flush() -> EventLoopFuture<Void>? { sink.flush() }

    private func remember() {
        guard let recorder else { return }
        plan.remember([recorder] + others.values)
    }
}
