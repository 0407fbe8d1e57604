// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension TestClient {
    /// Asks for an answer in one piece, then for a stream; both must succeed and say the same.
    func askBothWays(
        _ request: GenerationRequest,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> GenerationAnswer {
        let answer = try await send(try request.plain).decode(GenerationAnswer.self)
        let result = try await stream(request, sourceLocation: sourceLocation)
        #expect(result.finalChunk?.text == answer.content, sourceLocation: sourceLocation)
        #expect(result.finalChunk?.usage == answer.usage, sourceLocation: sourceLocation)
        return answer
    }
}
