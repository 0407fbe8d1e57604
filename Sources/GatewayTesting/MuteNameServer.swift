// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOPosix

/// A name server that takes questions and never answers one.
package final class MuteNameServer: Sendable {
    private let count: NIOLockedValueBox<Int>

    /// Its address, one of the loopback interface; the port is DNS's.
    package let address: String

    private init(address: String, count: NIOLockedValueBox<Int>) {
        self.address = address
        self.count = count
    }

    /// How many questions it has got.
    package var questions: Int { count.withLockedValue { $0 } }

    /// Takes questions while `body` runs; only root may, as a rule.
    package static func with<Result>(_ body: (MuteNameServer) async throws -> Result) async throws -> Result {
        // The whole of 127.0.0.0/8 is this machine: hardly anybody else uses that part of it.
        let address = "127.\(Int.random(in: 64..<128)).\(Int.random(in: 0..<256)).\(Int.random(in: 1..<255))"
        let count = NIOLockedValueBox(0)
        let channel = try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(count: count))
                }
            }
            .bind(host: address, port: 53).get()
        return try await channel.closing { try await body(MuteNameServer(address: address, count: count)) }
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = AddressedEnvelope<ByteBuffer>

        private let count: NIOLockedValueBox<Int>

        init(count: NIOLockedValueBox<Int>) {
            self.count = count
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            count.withLockedValue { $0 += 1 }
        }
    }
}
