// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOHTTP1

/// Sends the answers of one connection, one at a time, at the pace and with the ending that each asks for.
///
/// It writes only while the channel is writable and goes on when `pump` is called after the channel became writable
/// again. Everything happens on the channel's event loop.
final class AnswerPlayer: NIOScheduledCallbackHandler {
    /// How far the present answer has got.
    private enum Stage {
        case idle, delayed, head, body, ending
    }

    /// What a timer in the middle of the body is for.
    private enum Pause {
        case interval, piece
    }

    /// The result of one step through the body.
    private enum Step {
        case wrote, paused, finished
    }

    private static let slowHeadPause = TimeAmount.milliseconds(50)
    private static let piecePause = TimeAmount.microseconds(250)
    private static let resetPause = TimeAmount.milliseconds(20)
    private static let writesInTurn = 32

    private var context: ChannelHandlerContext?
    private let loop: NIOIsolatedEventLoop
    private let observations: Observations

    private var stage = Stage.idle
    private var answer = Answer.nothing(.stall)
    private var transfer = BodyTransfer.length
    private var keepAlive = true
    private var finished: ((_ keptAlive: Bool) -> Void)?

    private var timer: NIOScheduledCallback?
    private var pause = Pause.interval
    private var pauseThatIsOver: Pause?
    private var isTurnQueued = false, isPumping = false
    private var lastDeltaDue: NIODeadline?

    private var slowHead = ByteBuffer()
    private var feed = BodyFeed.nothing
    private var blockCapacity = 512

    init(context: ChannelHandlerContext, observations: Observations) {
        self.context = context
        self.loop = context.eventLoop.assumeIsolated()
        self.observations = observations
    }

    var isPlaying: Bool {
        stage != .idle
    }

    /// Starts an answer; there must be none in progress.
    ///
    /// `finished` is called when the answer was sent as a whole, and not when the connection broke before.
    func play(
        _ answer: Answer,
        keepAlive: Bool,
        version: HTTPVersion,
        finished: @escaping (_ keptAlive: Bool) -> Void
    ) {
        self.answer = answer
        self.finished = finished
        transfer = answer.usualTransfer
        if transfer == .chunked, version.major == 1, version.minor == 0 {
            transfer = .close
        }
        feed = BodyFeed(body: answer.body, isChunked: transfer == .chunked, pacing: answer.pacing)
        self.keepAlive = keepAlive && transfer != .close
        self.answer.body = .bytes(ByteBuffer())
        pauseThatIsOver = nil
        lastDeltaDue = nil
        stage = .delayed
        if answer.pacing.delay > .zero {
            schedule(in: answer.pacing.delay)
        } else {
            sendHead()
        }
    }

    /// Goes on with the body as far as the channel takes it.
    func pump() {
        // A flush may report room while it runs; the loop that flushes goes on by itself.
        guard stage == .body, timer == nil, !isTurnQueued, !isPumping, let context else { return }
        isPumping = true
        defer { isPumping = false }
        for _ in 0..<Self.writesInTurn {
            guard context.channel.isWritable else { return }
            switch step(context) {
            case .wrote: continue
            case .paused: return
            case .finished:
                endBody()
                return
            }
        }
        // The other connections of this loop have their turn before we go on.
        isTurnQueued = true
        loop.execute { [weak self] in
            self?.isTurnQueued = false
            self?.pump()
        }
    }

    /// Must be called when the connection is gone, whoever closed it.
    func connectionClosed() {
        if let timer {
            loop.cancelScheduledCallback(timer)
        }
        timer = nil
        if isPlaying {
            settle(.clientClosed)
        }
        context = nil
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        timer = nil
        switch stage {
        case .idle: break
        case .delayed: sendHead()
        case .head: sendSlowHead()
        case .body:
            pauseThatIsOver = pause
            pump()
        case .ending: reset()
        }
    }

    private func schedule(in amount: TimeAmount) {
        schedule(at: .now() + amount)
    }

    private func schedule(at deadline: NIODeadline) {
        // It throws only while the loop shuts down, and ours never do before the process ends.
        timer = try? loop.scheduleCallback(at: deadline, handler: self)
    }
}

// MARK: - Head

extension AnswerPlayer {
    private func sendHead() {
        guard let context else { return }
        stage = .body
        guard let head = answer.head else { return endBody() }
        let length = answer.declaredLength ?? feed.byteCount
        let bytes = head.serialized(transfer: transfer, length: length, keepAlive: keepAlive)
        answer.record?.firstByteWritten()
        if answer.pacing.hasSlowHead {
            stage = .head
            slowHead = bytes
            sendSlowHead()
            return
        }
        context.write(NIOAny(bytes), promise: nil)
        if answer.pacing.split != nil {
            context.flush()
        }
        pump()
    }

    private func sendSlowHead() {
        guard let context else { return }
        if let byte = slowHead.readSlice(length: 1) {
            context.writeAndFlush(NIOAny(byte), promise: nil)
            schedule(in: Self.slowHeadPause)
        } else {
            stage = .body
            pump()
        }
    }
}

// MARK: - Body

extension AnswerPlayer {
    private func step(_ context: ChannelHandlerContext) -> Step {
        if feed.nextIsPiece {
            return sendPiece(context)
        }
        return feed.isFinished ? .finished : sendBlock(context)
    }

    private func sendPiece(_ context: ChannelHandlerContext) -> Step {
        if answer.pacing.split != nil, pauseThatIsOver != .piece {
            context.flush()
            pause = .piece
            schedule(in: Self.piecePause)
            return .paused
        }
        pauseThatIsOver = nil
        return send(feed.nextPiece(context.channel.allocator), context)
    }

    private func sendBlock(_ context: ChannelHandlerContext) -> Step {
        if feed.nextIsPaced, answer.pacing.interval > .zero, pauseThatIsOver != .interval {
            context.flush()
            // Due times follow from one another, so that a late timer does not slow the stream down; a stream that was
            // held back by its reader goes on from now instead of catching up.
            let now = NIODeadline.now()
            let due = max((lastDeltaDue ?? now) + answer.pacing.interval, now)
            lastDeltaDue = due
            pause = .interval
            schedule(at: due)
            return .paused
        }
        pauseThatIsOver = nil
        let (block, deltas) = feed.nextBlock(context.channel.allocator, capacity: blockCapacity)
        if deltas > 0 {
            observations.chunksWritten(deltas, of: answer.record)
            lastDeltaDue = lastDeltaDue ?? .now()
        }
        guard let block else { return .wrote }
        blockCapacity = max(blockCapacity, block.capacity)
        return send(block, context)
    }

    /// Writes bytes of the body; those at its end are flushed along with what follows them.
    private func send(_ bytes: ByteBuffer, _ context: ChannelHandlerContext) -> Step {
        context.write(NIOAny(bytes), promise: nil)
        guard !feed.isFinished else { return .finished }
        context.flush()
        return .wrote
    }
}

// MARK: - End

extension AnswerPlayer {
    private func endBody() {
        guard let context else { return }
        stage = .ending
        switch answer.ending {
        case .stall:
            context.flush()
        case .reset:
            context.flush()
            // What was sent should be read before the reset arrives, because a reset may discard it.
            if answer.head == nil { reset() } else { schedule(in: Self.resetPause) }
        case .cut:
            sendLast(ByteBuffer(), closing: true)
        case .complete:
            sendLast(transfer == .chunked ? ChunkFrame.last : ByteBuffer(), closing: !keepAlive)
        }
    }

    private func sendLast(_ bytes: ByteBuffer, closing: Bool) {
        guard let context else { return }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenSuccess { [weak self] in
            self?.ended(closing: closing)
        }
        context.writeAndFlush(NIOAny(bytes), promise: promise)
    }

    private func ended(closing: Bool) {
        let finished = settle(answer.endsInFault ? .fault : .completed)
        if closing {
            context?.close(promise: nil)
        }
        finished?(!closing)
    }

    private func reset() {
        guard let context else { return }
        settle(.fault)
        let provider = context.channel as? any SocketOptionProvider
        _ = provider?.setSoLinger(linger(l_onoff: 1, l_linger: 0))
        context.close(promise: nil)
    }

    /// Ends the present answer and lets go of all that belongs to it.
    @discardableResult
    private func settle(_ outcome: Outcome) -> ((_ keptAlive: Bool) -> Void)? {
        let finished = finished
        if let record = answer.record {
            observations.ended(record, outcome, status: answer.head?.status)
        }
        stage = .idle
        answer = .nothing(.stall)
        feed = .nothing
        self.finished = nil
        return finished
    }
}
