// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import HTTPTypes
internal import JSONCoding
internal import NIOCore
internal import ServerSentEvents

/// One health stream on its way to the client.
struct HealthStream {
    private let call: Call
    private let pace: HealthStreamPace
    private let facts: HealthStreamFacts

    init(_ call: Call, pace: HealthStreamPace, facts: HealthStreamFacts) {
        self.call = call
        self.pace = pace
        self.facts = facts
    }

    /// Sends all chunks at their times, the head with the first, and keeps the outcome up to date.
    ///
    /// A client that leaves cancels the task and ends the stream, here as in every other.
    func run(_ head: [UInt8], _ outcomes: HealthStreamOutcomes, _ ticket: HealthStreamOutcomes.Ticket) async {
        let start = ContinuousClock.now
        var outcome = HealthStreamOutcome()
        var output = head
        call.noteHead(status: .ok)
        do {
            for (index, time) in pace.times.enumerated() {
                try await Task.sleep(until: start + time, tolerance: .zero, clock: .continuous)
                let isFinal = index == pace.times.count - 1
                let milliseconds = Int((.now - start) / .milliseconds(1))
                ServerSentEventSerializer.appendEvent(
                    name: nil,
                    data: chunk(index + 1, milliseconds, isFinal: isFinal),
                    to: &output
                )
                try await send(&output, isFinal: isFinal)
                outcome = HealthStreamOutcome(
                    state: isFinal ? .finished : .running,
                    chunks: index + 1,
                    milliseconds: milliseconds
                )
                outcomes.update(ticket, outcome)
            }
        } catch {
            call.note { $0.isFailedStream = true }
            outcome.milliseconds = Int((.now - start) / .milliseconds(1))
            // The process may end its streams as well; then there is somebody to tell.
            ServerSentEventSerializer.appendEvent(
                name: "error",
                data: NativeResponse.error("the gateway is being stopped"),
                to: &output
            )
            outcome.state = if case .closed = call.finish(output) { .disconnected } else { .finished }
            outcomes.update(ticket, outcome)
        }
    }

    private func send(_ output: inout [UInt8], isFinal: Bool) async throws {
        let result = isFinal ? call.finish(output) : call.response.write(output)
        output.removeAll(keepingCapacity: true)
        switch result {
        case .sent:
            break
        case .blocked:
            guard !isFinal else { return }
            let promise = call.eventLoop.makePromise(of: Void.self)
            call.response.whenWritable { promise.succeed(()) }
            try await promise.futureResult.get()
        case .closed:
            throw CancellationError()
        }
    }

    private func chunk(_ number: Int, _ milliseconds: Int, isFinal: Bool) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("chunk")
        writer.number(number)
        writer.key("milliseconds")
        writer.number(milliseconds)
        writer.key("is_final")
        writer.bool(isFinal)
        if number == 1 { facts.write(call.request, to: &writer) }
        writer.endObject()
        return writer.take()
    }
}
