// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Testing

@testable import Upstream

@Suite(.timeLimit(.minutes(2)))
struct HandshakeTests {
    private final class SilentHandler: ChannelInboundHandler {
        typealias InboundIn = Any
    }

    /// A channel that is closing tells handlers that come late of nothing but their removal.
    @Test(arguments: [true, false])
    func onAChannelThatIsClosingItFails(_ isClosedBefore: Bool) async throws {
        let server = try await ScriptedServer.start([])
        let eventLoop = MultiThreadedEventLoopGroup.singleton.next()
        let port = server.port
        let task = Task(executorPreference: EventLoopExecutor(eventLoop)) {
            let channel = try await ClientBootstrap(group: eventLoop).connect(host: "127.0.0.1", port: port).get()
            // In the same turn of the loop, or in the one after.
            if isClosedBefore {
                channel.close(promise: nil)
            } else {
                eventLoop.execute { channel.close(promise: nil) }
            }
            try await Handshake.run(SilentHandler(), on: channel) { _ in false }
        }
        await #expect(throws: ChannelError.self) { try await task.value }
        try await server.stop()
    }
}
