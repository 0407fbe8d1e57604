// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Upstream

/// A web server, or a provider, that gives the answers of a script.
struct ScriptedWeb: UpstreamCalling {
    /// What is answered to a request, or why nothing is.
    enum Answer: Sendable {
        case response(Int, body: String, fields: [(String, String)] = [])
        case failure(UpstreamError)
    }

    /// The loop that a client of it is made with; nothing runs there.
    static var eventLoop: any EventLoop { MultiThreadedEventLoopGroup.singleton.next() }

    let answer: @Sendable (UpstreamRequest) -> Answer

    /// A script has none.
    var openConnections: Int { 0 }

    func execute(
        _ request: UpstreamRequest,
        on eventLoop: any EventLoop,
        receiver: any UpstreamReceiver
    ) async throws {
        switch answer(request) {
        case .failure(let error):
            throw error
        case .response(let status, let body, let fields):
            receiver.receive(head: UpstreamResponseHead(status: status, headerFields: fields))
            receiver.receive(body: ByteBuffer(string: body))
            _ = receiver.readComplete()
        }
    }
}
