// SPDX-License-Identifier: Apache-2.0

/// A way from the load generator to the fake provider, through nginx.
enum Topology: Int, CaseIterable, Sendable {
    /// nginx alone, with `proxy_pass` and kept connections to the provider: the floor.
    case proxyPass
    /// The gateway, with a connection of nginx to it for each request.
    case keepConnOff
    /// The gateway, with kept connections.
    case keepConnOn

    /// Those with a gateway.
    static let gateways: [Topology] = [.keepConnOff, .keepConnOn]

    /// Its name in tables.
    var name: String {
        switch self {
        case .proxyPass: "proxy_pass"
        case .keepConnOff: "gateway, keep_conn off"
        case .keepConnOn: "gateway, keep_conn on"
        }
    }

    /// The door of nginx that leads there.
    var entrance: Entrance {
        switch self {
        case .proxyPass: .proxyPass
        case .keepConnOff: .keepConnOff
        case .keepConnOn: .keepConnOn
        }
    }

    /// A request for an answer in one piece, with what the provider is to do (see ``Orders``), and the user's text.
    func plain(_ orders: String, prompt: String = Requests.prompt) -> LoadRequest {
        self == .proxyPass
            ? Requests.chatCompletion(orders, prompt: prompt, isStream: false)
            : Requests.generation(orders, provider: "openai", prompt: prompt)
    }

    /// A request for a stream, with what the provider is to do (see ``Orders``) but for the number of chunks.
    ///
    /// A credit above 0 is the stream's number, and makes each chunk wait for a credit.
    func stream(_ orders: String, chunks: Int, credit: Int = 0) -> LoadRequest {
        var orders = "chunks=\(chunks),\(orders)"
        if credit > 0 { orders += ",credit=1,id=\(credit)" }
        return self == .proxyPass
            ? Requests.chatCompletion(orders, isStream: true, chunks: chunks, credit: credit)
            : Requests.generationStream(orders, chunks: chunks, credit: credit)
    }
}
