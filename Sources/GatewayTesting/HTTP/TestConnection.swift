// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix

/// A connection with one request on its way, whose response is read as it comes and can be left at any moment.
package final class TestConnection {
    private let channel: any Channel
    private var parts: AsyncThrowingStream<ResponsePart, any Error>.Iterator
    private var knownHead: TestResponseHead?
    private var parser = StreamEventParser()
    private var events: ArraySlice<ReceivedEvent> = []
    private(set) var hasEnded = false

    /// Connects and sends a request; with `isPaused`, nothing is taken from the socket by itself, see ``take(_:)``.
    init(_ request: TestRequest, to port: Int, limit: Duration, isPaused: Bool) async throws {
        let (parts, continuation) = AsyncThrowingStream.makeStream(of: ResponsePart.self)
        let limit = TimeAmount.seconds(limit.components.seconds)
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelOption(.autoRead, value: !isPaused)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHTTPClientHandlers()
                    try pipeline.addHandler(ResponseHandler(parts: continuation, limit: limit))
                }
            }
            .connect(host: "127.0.0.1", port: port).get()
        self.parts = parts.makeAsyncIterator()
        send(request, port: port)
    }

    private func send(_ request: TestRequest, port: Int) {
        var headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        if !headers.contains(name: "host") { headers.add(name: "Host", value: "127.0.0.1:\(port)") }
        let hasLength = headers.contains(name: "content-length") || headers.contains(name: "transfer-encoding")
        if !hasLength, !request.body.isEmpty || request.method == "POST" {
            headers.add(name: "Content-Length", value: String(request.body.count))
        }
        let head = HTTPRequestHead(
            version: .http1_1,
            method: HTTPMethod(rawValue: request.method),
            uri: request.target,
            headers: headers
        )
        channel.write(HTTPClientRequestPart.head(head), promise: nil)
        if !request.body.isEmpty {
            channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: request.body))), promise: nil)
        }
        channel.writeAndFlush(HTTPClientRequestPart.end(nil), promise: nil)
    }

    /// Whether the response has ended as HTTP wants it.
    package var isComplete: Bool { hasEnded }

    /// Waits for the response's head.
    package func head() async throws -> TestResponseHead {
        if let knownHead { return knownHead }
        guard case .head(let head) = try await parts.next(isolation: #isolation) else {
            throw TestFailure("the connection was closed without a response")
        }
        knownHead = head
        return head
    }

    /// The next bytes of the body; nil at its end, see ``isComplete``.
    package func next() async throws -> (bytes: [UInt8], nanoseconds: UInt64)? {
        _ = try await head()
        switch try await parts.next(isolation: #isolation) {
        case .body(let bytes, let nanoseconds):
            return (bytes, nanoseconds)
        case .end:
            hasEnded = true
            return nil
        case .head, nil:
            return nil
        }
    }

    /// The next event or comment of the stream; nil at its end.
    package func nextEvent() async throws -> ReceivedEvent? {
        while events.isEmpty {
            guard let (bytes, nanoseconds) = try await next() else { return nil }
            events = parser.parse(bytes).map { ReceivedEvent(event: $0, nanoseconds: nanoseconds) }[...]
        }
        return events.popFirst()
    }

    /// Reads to the end.
    package func remainingEvents() async throws -> [ReceivedEvent] {
        var result: [ReceivedEvent] = []
        while let event = try await nextEvent() { result.append(event) }
        return result
    }

    /// Reads to the end.
    package func response() async throws -> TestResponse {
        let head = try await head()
        var body: [UInt8] = []
        while let (bytes, _) = try await next() { body += bytes }
        return TestResponse(head: head, body: body, isComplete: hasEnded)
    }

    /// Stops to take anything from the socket.
    package func pause() async throws {
        try await channel.setOption(.autoRead, value: false).get()
    }

    /// Takes so many bytes at the most from the socket, once, while it is paused.
    package func take(_ count: Int) async throws {
        try await channel.setOption(.maxMessagesPerRead, value: 1).get()
        try await channel.setOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: count)).get()
        channel.read()
    }

    /// Goes on after ``pause()``.
    package func resume() async throws {
        try await channel.setOption(.autoRead, value: true).get()
        channel.read()
    }

    /// Closes the connection, whatever is still to come.
    ///
    /// - Returns: The time right before, see ``MonotonicTime``.
    @discardableResult
    package func close() async -> UInt64 {
        let now = MonotonicTime.nanoseconds
        try? await channel.close().get()
        return now
    }
}
