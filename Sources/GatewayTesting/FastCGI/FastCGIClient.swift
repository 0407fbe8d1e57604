// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOPosix

/// What a web server would do with one request: sends it over the gateway's socket, without looking at it.
///
/// No web server stands in between, so that variables come as they are: with lengths and bytes that one would refuse.
///
/// Source: FastCGI specification 1.0.
package enum FastCGIClient {
    /// Sends a request and takes all of its response.
    ///
    /// - Parameters:
    ///   - params: The variables in their order; CONTENT_LENGTH comes from the body.
    ///   - body: STDIN.
    ///   - path: The gateway's socket.
    /// - Returns: Head and body as in CGI.
    /// - Throws: ``TestFailure`` when the connection ends without a response.
    package static func send(
        _ params: [(name: String, value: [UInt8])],
        body: [UInt8] = [],
        to path: String
    ) async throws -> [UInt8] {
        let group = MultiThreadedEventLoopGroup.singleton
        let response = group.next().makePromise(of: [UInt8].self)
        let channel = try await ClientBootstrap(group: group)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(response))
                }
            }
            .connect(unixDomainSocketPath: path).get()
        var content: [UInt8] = []
        for (name, value) in params + [("CONTENT_LENGTH", Array(String(body.count).utf8))] {
            for count in [name.utf8.count, value.count] { append(length: count, to: &content) }
            content += Array(name.utf8) + value
        }
        var bytes = record(1, [0, 1, 0, 0, 0, 0, 0, 0])
        for (type, content) in [(UInt8(4), content), (5, body)] {
            for start in stride(from: 0, to: content.count, by: 65_000) {
                bytes += record(type, Array(content[start..<min(content.count, start + 65_000)]))
            }
            bytes += record(type, [])
        }
        // A gateway that has seen enough may close before it has read all.
        channel.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil)
        return try await response.futureResult.get()
    }

    private static func append(length: Int, to bytes: inout [UInt8]) {
        let high = UInt8(truncatingIfNeeded: length >> 24) | 0x80
        let low = [16, 8, 0].map { UInt8(truncatingIfNeeded: length >> $0) }
        bytes += length < 128 ? [UInt8(length)] : [high] + low
    }

    private static func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        [1, type, 0, 1, UInt8(content.count >> 8), UInt8(content.count & 255), 0, 0] + content
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let response: EventLoopPromise<[UInt8]>
        private var bytes: [UInt8] = []

        init(_ response: EventLoopPromise<[UInt8]>) {
            self.response = response
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes += Array(Self.unwrapInboundIn(data).readableBytesView)
        }

        func channelInactive(context: ChannelHandlerContext) {
            var output: [UInt8] = []
            var rest = bytes[...]
            while rest.count >= 8 {
                let header = Array(rest.prefix(8))
                let length = Int(header[4]) << 8 | Int(header[5])
                if header[1] == 6 { output += rest.dropFirst(8).prefix(length) }
                rest = rest.dropFirst(8 + length + Int(header[6]))
            }
            if output.isEmpty {
                response.fail(TestFailure("the gateway closed the connection without a response"))
            } else {
                response.succeed(output)
            }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            context.close(promise: nil)
        }
    }
}
