// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

/// A stream that was read to its end.
struct StreamResult {
    let head: TestResponseHead
    let events: [ReceivedEvent]
    /// The chunks before the final one.
    let chunks: [StreamChunk]
    let finalChunk: StreamChunk?
    /// The message of the error event.
    let error: String?

    /// Whether the stream was read from its beginning.
    private let isWhole: Bool

    /// Reads a stream to its end and checks what holds for all streams.
    init(_ connection: TestConnection, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await self.init(connection, isWhole: true, sourceLocation)
    }

    /// Reads the rest of a stream whose first events were read before.
    init(continuing connection: TestConnection, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await self.init(connection, isWhole: false, sourceLocation)
    }

    private init(_ connection: TestConnection, isWhole: Bool, _ sourceLocation: SourceLocation) async throws {
        self.isWhole = isWhole
        head = try await connection.head()
        guard head.status == 200 else {
            let response = try await connection.response()
            throw TestFailure("no stream, but status \(head.status): \(response.text)")
        }
        events = try await connection.remainingEvents()
        #expect(connection.isComplete, sourceLocation: sourceLocation)
        let decoder = JSONDecoder()
        let all = try events.compactMap(\.data).map { try decoder.decode(StreamChunk.self, from: Data($0.utf8)) }
        chunks = all.filter { !$0.isFinal }
        finalChunk = all.last.flatMap { $0.isFinal ? $0 : nil }
        error = try events.compactMap(\.errorData).first.map {
            try ErrorBody.message(of: $0, sourceLocation: sourceLocation)
        }
        checkForm(all, sourceLocation)
    }

    private func checkForm(_ all: [StreamChunk], _ sourceLocation: SourceLocation) {
        #expect(head.header("Content-Type") == "text/event-stream; charset=utf-8", sourceLocation: sourceLocation)
        #expect(head.header("Cache-Control") == "no-cache", sourceLocation: sourceLocation)
        // Exactly one terminal event, and it is the last.
        let terminals = all.count(where: \.isFinal) + events.count { $0.errorData != nil }
        #expect(terminals == 1, sourceLocation: sourceLocation)
        let last = events.last { !$0.isComment }
        #expect(last?.errorData != nil || finalChunk != nil, sourceLocation: sourceLocation)
        let identifier = head.header("X-Request-ID") ?? "none"
        #expect(identifier.count == 32, sourceLocation: sourceLocation)
        #expect(all.allSatisfy { $0.id.hasPrefix(identifier) }, sourceLocation: sourceLocation)
        #expect(Set(all.map(\.id)).count == all.count, sourceLocation: sourceLocation)
        #expect(chunks.allSatisfy { !$0.text.isEmpty && $0.usage == nil }, sourceLocation: sourceLocation)
        guard isWhole, let finalChunk else { return }
        let isComplete = Array(finalChunk.text.utf8) == text
        #expect(isComplete, "the final chunk has another text than all chunks together", sourceLocation: sourceLocation)
    }

    /// The text of all chunks together, as UTF-8, because a piece may begin with a combining mark.
    var text: [UInt8] { chunks.flatMap { Array($0.text.utf8) } }
}

extension TestClient {
    /// Asks for a stream and reads it to its end.
    func stream(
        _ request: GenerationRequest,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> StreamResult {
        try await open(try request.stream) { try await StreamResult($0, sourceLocation: sourceLocation) }
    }
}
