// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import NIOSSL

/// A server that answers each request with the next script, byte by byte as written there.
final class ScriptedServer: Sendable {
    /// One step of an answer.
    enum Step: Sendable {
        /// Sends text.
        case send(String)
        /// Sends a number of zero bytes, as fast as they are taken.
        case sendZeros(Int)
        /// Waits.
        case pause(TimeAmount)
        /// Waits until a future is complete.
        case wait(EventLoopFuture<Void>)
        /// Closes in the orderly way.
        case close
        /// Closes with a reset.
        case reset
    }

    private struct State {
        var scripts: [[Step]]
        var requests: [String] = []
        var accepted = 0
        var closed = 0
        var sent = 0
        var channels: [any Channel] = []
    }

    private let state: NIOLockedValueBox<State>
    private let channel: NIOLockedValueBox<(any Channel)?> = NIOLockedValueBox(nil)
    private let tls: NIOSSLContext?
    /// Whether any bytes are a request.
    fileprivate let answersAtOnce: Bool

    /// Starts a server whose connections follow the scripts; the last one is used again and again.
    static func start(
        _ scripts: [Step]...,
        tls: NIOSSLContext? = nil,
        answersAtOnce: Bool = false
    ) async throws -> ScriptedServer {
        let server = ScriptedServer(scripts, tls: tls, answersAtOnce: answersAtOnce)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [server] channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls = server.tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                    }
                    try channel.pipeline.syncOperations.addHandler(ScriptHandler(server: server))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
        server.channel.withLockedValue { $0 = channel }
        return server
    }

    private init(_ scripts: [[Step]], tls: NIOSSLContext?, answersAtOnce: Bool) {
        self.answersAtOnce = answersAtOnce
        state = NIOLockedValueBox(State(scripts: scripts))
        self.tls = tls
    }

    /// The port that it listens on.
    var port: Int { channel.withLockedValue { $0?.localAddress?.port ?? 0 } }
    /// The requests as they came, head and body.
    var requests: [String] { state.withLockedValue { $0.requests } }
    /// How many connections were accepted.
    var accepted: Int { state.withLockedValue { $0.accepted } }
    /// How many of them have ended.
    var closed: Int { state.withLockedValue { $0.closed } }
    /// How many bytes of bulk were taken by the network.
    var sent: Int { state.withLockedValue { $0.sent } }

    /// Stops listening and drops all connections.
    func stop() async throws {
        try await channel.withLockedValue { $0 }?.close()
        for channel in state.withLockedValue({ $0.channels }) { channel.close(promise: nil) }
    }

    fileprivate func accept(_ channel: any Channel) {
        state.withLockedValue { state in
            state.accepted += 1
            state.channels.append(channel)
        }
    }

    fileprivate func end() { state.withLockedValue { $0.closed += 1 } }

    fileprivate func count(_ bytes: Int) { state.withLockedValue { $0.sent += bytes } }

    fileprivate func script(for request: String) -> [Step] {
        state.withLockedValue { state in
            state.requests.append(request)
            return state.scripts.count > 1 ? state.scripts.removeFirst() : state.scripts.first ?? []
        }
    }
}

private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let server: ScriptedServer
    private var received = ByteBuffer()

    init(server: ScriptedServer) { self.server = server }

    func channelActive(context: ChannelHandlerContext) { server.accept(context.channel) }

    func channelInactive(context: ChannelHandlerContext) { server.end() }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        received.writeBuffer(&buffer)
        let text = String(buffer: received)
        if server.answersAtOnce {
            received.clear()
            run(server.script(for: text)[...], context.channel)
            return
        }
        guard let head = text.firstRange(of: "\r\n\r\n") else { return }
        guard text[head.upperBound...].utf8.count >= Self.contentLength(text[..<head.lowerBound]) else { return }
        received.clear()
        run(server.script(for: text)[...], context.channel)
    }

    private static func contentLength(_ head: Substring) -> Int {
        for line in head.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            if parts.count == 2, parts[0].lowercased() == "content-length" {
                return Int(parts[1].filter { $0 != " " }) ?? 0
            }
        }
        return 0
    }

    private func run(_ steps: ArraySlice<ScriptedServer.Step>, _ channel: any Channel) {
        guard let step = steps.first else { return }
        let rest = steps.dropFirst()
        let handler = NIOLoopBound(self, eventLoop: channel.eventLoop)
        let proceed: @Sendable () -> Void = { handler.value.run(rest, channel) }
        switch step {
        case .send(let text):
            channel.writeAndFlush(ByteBuffer(string: text)).whenSuccess(proceed)
        case .sendZeros(let count):
            sendZeros(count, channel, proceed)
        case .pause(let time):
            channel.eventLoop.scheduleTask(in: time, proceed)
        case .wait(let future):
            future.hop(to: channel.eventLoop).whenComplete { _ in proceed() }
        case .close:
            channel.close(promise: nil)
        case .reset:
            guard let options = channel as? any SocketOptionProvider else { return }
            options.setSoLinger(linger(l_onoff: 1, l_linger: 0)).whenComplete { _ in channel.close(promise: nil) }
        }
    }

    private func sendZeros(_ count: Int, _ channel: any Channel, _ proceed: @escaping @Sendable () -> Void) {
        guard count > 0 else {
            proceed()
            return
        }
        let size = min(count, 1 << 16)
        let handler = NIOLoopBound(self, eventLoop: channel.eventLoop)
        channel.writeAndFlush(ByteBuffer(repeating: 0, count: size)).whenSuccess {
            handler.value.server.count(size)
            handler.value.sendZeros(count - size, channel, proceed)
        }
    }
}
