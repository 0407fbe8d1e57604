// SPDX-License-Identifier: Apache-2.0

/// Where a call is when its client leaves.
enum CancellationPhase: CaseIterable, Sendable {
    /// In the TLS handshake with a provider that does not answer.
    case connecting
    /// The provider has the request of a stream and has sent nothing.
    case firstByte
    /// The stream has had its first chunk.
    case streaming
    /// The provider has the request of a plain answer.
    case plain
    /// The second call of a classification is under way.
    case secondCall

    /// Its name in tables.
    var name: String {
        switch self {
        case .connecting: "TLS handshake"
        case .firstByte: "stream, before the first byte"
        case .streaming: "stream, between two chunks"
        case .plain: "plain answer, before the first byte"
        case .secondCall: "second call of a classification"
        }
    }

    /// The counter of the fake provider that says how many calls are there.
    var counter: String {
        switch self {
        case .connecting: "silent"
        case .streaming: "streaming"
        case .firstByte, .plain, .secondCall: "waiting"
        }
    }

    /// A request that gets there and stays.
    func request(id: Int) -> LoadRequest {
        switch self {
        case .connecting: Requests.generation("size=200", provider: "silent")
        case .firstByte: Requests.generationStream("hang=1,id=\(id)", chunks: 1)
        case .streaming: Requests.generationStream("chunks=1000,interval=60000000,id=\(id)", chunks: 1_000)
        case .plain: Requests.generation("hang=1,id=\(id)")
        case .secondCall: Requests.classification("size=40,hang=2,id=\(id)")
        }
    }
}
