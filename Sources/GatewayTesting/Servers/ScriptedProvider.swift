// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// A provider that answers every request with the bytes that it was told, whatever they are.
package final class ScriptedProvider: Sendable {
    private let response = NIOLockedValueBox<[UInt8]>([])

    /// The port of this machine on which it listens.
    package let port: Int

    private init(port: Int) {
        self.port = port
    }

    /// Listens while `body` runs.
    package static func with<Result>(_ body: (ScriptedProvider) async throws -> Result) async throws -> Result {
        let box = NIOLockedValueBox<ScriptedProvider?>(nil)
        let server = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let operations = channel.pipeline.syncOperations
                    try operations.addHandler(ByteToMessageHandler(HTTPRequestDecoder()))
                    try operations.addHandler(Handler { box.withLockedValue { $0?.bytes ?? [] } })
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let provider = ScriptedProvider(port: server.localAddress?.port ?? 0)
        box.withLockedValue { $0 = provider }
        do {
            let result = try await body(provider)
            try? await server.close().get()
            return result
        } catch {
            try? await server.close().get()
            throw error
        }
    }

    /// Sets what comes back from now on.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - fields: The header fields, with values of any bytes; those of length and connection are added.
    ///   - body: The body.
    package func answer(status: Int = 200, fields: [(name: String, value: [UInt8])] = [], body: [UInt8]) {
        var bytes = Array("HTTP/1.1 \(status) Scripted\r\nconnection: close\r\ncontent-length: \(body.count)\r\n".utf8)
        for (name, value) in fields { bytes += Array("\(name): ".utf8) + value + Array("\r\n".utf8) }
        bytes += Array("\r\n".utf8) + body
        response.withLockedValue { $0 = bytes }
    }

    private var bytes: [UInt8] { response.withLockedValue { $0 } }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart

        private let answer: @Sendable () -> [UInt8]

        init(_ answer: @escaping @Sendable () -> [UInt8]) {
            self.answer = answer
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            guard case .end = Self.unwrapInboundIn(data) else { return }
            let channel = context.channel
            channel.writeAndFlush(ByteBuffer(bytes: answer())).whenComplete { _ in channel.close(promise: nil) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
