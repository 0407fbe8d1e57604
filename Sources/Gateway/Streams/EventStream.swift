// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import FastCGI
internal import HTTPTypes
internal import NIOCore

/// One stream on its way to the client through any door: head, events, comments, and exactly one terminal event.
///
/// Everything happens on the call's event loop, in the call-back in which the provider's bytes arrive; events that
/// arrive together leave together, in one record.
final class EventStream<Encoder: StreamEncoder>: ChatEventSink {
    /// How long the head waits for the provider's first word, so that a failure until then has its own status.
    private static var headDelay: Duration { .seconds(5) }

    /// The size of the output's memory that is used again, in bytes.
    private static var keptOutput: Int { 32 << 10 }

    private let call: Call
    private let keepAliveInterval: TimeAmount
    private var encoder: Encoder
    /// What was encoded and not sent yet.
    private var output: [UInt8] = []
    private var isHeadSent = false
    private var isTerminated = false
    private var isFinished = false
    private var lastWrite = NIODeadline.now()
    private var timer: Scheduled<Void>?

    init(_ call: Call, _ encoder: Encoder) {
        self.call = call
        let keepAliveInterval = call.snapshot.keepAliveInterval
        self.keepAliveInterval = .nanoseconds(Int64(keepAliveInterval / .nanoseconds(1)))
        self.encoder = encoder
        let delay = min(Self.headDelay, keepAliveInterval)
        schedule(after: .nanoseconds(Int64(delay / .nanoseconds(1))))
    }

    // MARK: ChatEventSink

    func receive(_ event: ChatEvent) {
        guard !isTerminated else { return }
        encoder.append(event, to: &output)
        if case .completed = event { isTerminated = true }
    }

    func flush() -> EventLoopFuture<Void>? {
        if isTerminated {
            finish()
            return nil
        }
        guard !output.isEmpty else { return nil }
        return send()
    }

    // MARK: Ends

    /// Fills the stream, and ends it whatever comes of that.
    ///
    /// - Parameter answer: Gives the answer's events to this sink.
    /// - Returns: That the response has been written.
    /// - Throws: What `answer` throws, when nothing was sent yet: the error can have its status then.
    func run(_ answer: (any ChatEventSink) async throws -> Void) async throws -> Reply {
        defer { stop() }
        do {
            try await answer(self)
        } catch {
            try fail(error)
        }
        return .streamed
    }

    /// Ends the stream with an error event, unless it has ended.
    ///
    /// - Throws: The error, when nothing was sent yet.
    @inline(never)
    private func fail(_ error: any Error) throws {
        guard isHeadSent else { throw error }
        if !isFinished {
            if !isTerminated {
                isTerminated = true
                encoder.append(GatewayError(error), to: &output)
            }
            finish()
        }
        call.note { $0.isFailedStream = true }
        call.log(failure: error)
    }

    /// Stops the comments; the stream has ended, or somebody else answers.
    @inline(never)
    private func stop() {
        timer?.cancel()
        timer = nil
        if isTerminated { finish() }
    }

    private func finish() {
        guard !isFinished else { return }
        isFinished = true
        timer?.cancel()
        timer = nil
        addHead()
        call.finish(output)
        output = []
    }

    // MARK: Writing

    /// Puts the head before the first bytes.
    private func addHead() {
        guard !isHeadSent else { return }
        isHeadSent = true
        call.noteHead(status: .ok)
        var head: [UInt8] = []
        call.eventStreamHead.append(to: &head)
        output.insert(contentsOf: head, at: 0)
    }

    private func send() -> EventLoopFuture<Void>? {
        addHead()
        let outcome = call.response.write(output)
        // What a burst took is not kept for the single chunks that follow.
        if output.capacity > Self.keptOutput { output = [] } else { output.removeAll(keepingCapacity: true) }
        lastWrite = .now()
        switch outcome {
        case .sent, .closed:
            // A client that is gone cancels the call; there is nothing to hold back any more.
            return nil
        case .blocked:
            let promise = call.eventLoop.makePromise(of: Void.self)
            call.response.whenWritable { promise.succeed(()) }
            return promise.futureResult
        }
    }

    // MARK: Silence

    private func schedule(after delay: TimeAmount) {
        // The timer is cancelled before the stream ends, and runs on the loop that everything else runs on.
        let stream = NIOLoopBound(self, eventLoop: call.eventLoop)
        timer = call.eventLoop.scheduleTask(in: delay) { stream.value.breakSilence() }
    }

    /// Sends a comment if nothing was sent for the interval; one timer serves a stream for all its life.
    private func breakSilence() {
        guard !isTerminated else { return }
        let silence = NIODeadline.now() - lastWrite
        if isHeadSent, silence < keepAliveInterval {
            schedule(after: keepAliveInterval - silence)
            return
        }
        encoder.appendComment(to: &output)
        _ = send()
        schedule(after: keepAliveInterval)
    }
}
