// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// A provider that answers every request with the bytes that it was told, whatever they are.
package final class ScriptedProvider: Sendable {
    private struct State {
        var response: [UInt8] = []
        /// What comes back before that, one response a request.
        var first: [[UInt8]] = []
        var isKept = false
        var isLost = false
        var together = 1
        /// The connections whose requests were not answered yet.
        var waiting: [any Channel] = []
        var channels: [any Channel] = []
    }

    private let state: NIOLockedValueBox<State>

    /// The port of this machine on which it listens.
    package let port: Int

    private init(port: Int, _ state: NIOLockedValueBox<State>) {
        self.port = port
        self.state = state
    }

    /// Listens while `body` runs.
    package static func with<Result>(_ body: (ScriptedProvider) async throws -> Result) async throws -> Result {
        let state = NIOLockedValueBox(State())
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    state.withLockedValue { $0.channels.append(channel) }
                    let operations = channel.pipeline.syncOperations
                    try operations.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    try operations.addHandler(Handler(state))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let provider = ScriptedProvider(port: server.localAddress?.port ?? 0, state)
        do {
            let result = try await body(provider)
            await provider.close(server)
            return result
        } catch {
            await provider.close(server)
            throw error
        }
    }

    private func close(_ server: any Channel) async {
        try? await server.close().get()
        for channel in state.withLockedValue({ $0.channels }) { try? await channel.close().get() }
    }

    /// Sets what comes back from now on.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - fields: The header fields, with values of any bytes; those of length and connection are added.
    ///   - body: The body.
    ///   - isKept: Whether the connection waits for another request after it.
    ///   - isLost: Whether the connection is lost right before it, in the direction to the provider: the answer arrives,
    ///     and is sent again and again, because nothing that acknowledges it does.
    ///   - together: How many requests have to be there before they are answered.
    package func answer(
        status: Int = 200,
        fields: [(name: String, value: [UInt8])] = [],
        body: [UInt8],
        isKept: Bool = false,
        isLost: Bool = false,
        together: Int = 1
    ) {
        let bytes = Self.bytes(status, fields, body, isKept: isKept)
        state.withLockedValue { state in
            state.response = bytes
            state.first = []
            state.isKept = isKept
            state.isLost = isLost
            state.together = together
        }
    }

    /// Sets what comes back from now on, on a connection for each request.
    ///
    /// - Parameter responses: One for each request; the last one for all that follow.
    package func answer(_ responses: [(status: Int, fields: [(name: String, value: [UInt8])], body: [UInt8])]) {
        guard let last = responses.last else { return }
        answer(status: last.status, fields: last.fields, body: last.body)
        let first = responses.dropLast().map { Self.bytes($0.status, $0.fields, $0.body, isKept: false) }
        state.withLockedValue { $0.first = first }
    }

    private static func bytes(
        _ status: Int,
        _ fields: [(name: String, value: [UInt8])],
        _ body: [UInt8],
        isKept: Bool
    ) -> [UInt8] {
        var bytes = Array("HTTP/1.1 \(status) Scripted\r\ncontent-length: \(body.count)\r\n".utf8)
        if !isKept { bytes += Array("connection: close\r\n".utf8) }
        for (name, value) in fields { bytes += Array("\(name): ".utf8) + value + Array("\r\n".utf8) }
        return bytes + Array("\r\n".utf8) + body
    }

    /// How many connections have been made.
    package var accepted: Int { state.withLockedValue { $0.channels.count } }

    /// Loses the connections that stand, as a firewall does that has forgotten them.
    ///
    /// Whatever still comes on them is dropped unseen, and nothing is acknowledged. New ones can be made.
    /// What was sent before has to be acknowledged first: it would be sent again and again, and be a sign of life.
    package func loseConnections() async throws {
        for channel in state.withLockedValue({ $0.channels }) {
            guard channel.isActive, let options = channel as? any SocketOptionProvider else { continue }
            try await Waiting.until("all that was sent is acknowledged") {
                try await options.getTCPInfo().get().tcpi_unacked == 0
            }
            try await Self.dropAll(from: options).get()
        }
    }

    /// Drops what comes on a connection from now on before the kernel sees it.
    private static func dropAll(from connection: any SocketOptionProvider) -> EventLoopFuture<Void> {
        connection.unsafeSetSocketOption(
            level: .socket,
            name: NIOBSDSocket.Option(rawValue: SO_ATTACH_FILTER),
            value: SocketFilter.dropsAll
        )
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart

        private let state: NIOLockedValueBox<State>

        init(_ state: NIOLockedValueBox<State>) {
            self.state = state
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .end = Self.unwrapInboundIn(data) else { return }
            let channel = context.channel
            let (ready, current) = state.withLockedValue { state in
                state.waiting.append(channel)
                guard state.waiting.count >= state.together else { return ([any Channel](), state) }
                defer { state.waiting = [] }
                var current = state
                if !state.first.isEmpty { current.response = state.first.removeFirst() }
                return (state.waiting, current)
            }
            let (response, isKept) = (ByteBuffer(bytes: current.response), current.isKept)
            for channel in ready {
                let written =
                    if current.isLost, let options = channel as? any SocketOptionProvider {
                        ScriptedProvider.dropAll(from: options).flatMap { channel.writeAndFlush(response) }
                    } else {
                        channel.writeAndFlush(response)
                    }
                if !isKept { written.whenComplete { _ in channel.close(promise: nil) } }
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}

/// A program of the kernel's filter of packets (socket(7), bpf(4)): `struct sock_fprog`.
private struct SocketFilter: Sendable {
    let length: UInt16
    let program: UInt

    /// One instruction: to keep nothing of a packet.
    ///
    /// It is never freed, as the kernel may read it at any time.
    static let dropsAll: SocketFilter = {
        let instruction = unsafe malloc(MemoryLayout<UInt64>.size)
        // BPF_RET | BPF_K of 0 bytes.
        unsafe instruction?.storeBytes(of: UInt64(0x06).littleEndian, as: UInt64.self)
        return SocketFilter(length: 1, program: UInt(bitPattern: instruction))
    }()
}
