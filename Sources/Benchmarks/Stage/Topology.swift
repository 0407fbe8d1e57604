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
    func plain(_ orders: String, prompt: String = Requests.prompt, through api: API = .native) -> LoadRequest {
        switch (self, api) {
        case (.proxyPass, _): Requests.chatCompletion(orders, prompt: prompt, isStream: false)
        case (_, .native): Requests.generation(orders, provider: api.provider, prompt: prompt)
        case (_, .passedOn), (_, .translated):
            Requests.chatCompletion(orders, provider: api.provider, prompt: prompt, isStream: false)
        }
    }

    /// A request for a stream, with what the provider is to do (see ``Orders``) but for the number of chunks.
    ///
    /// A credit above 0 is the stream's number, and makes each chunk wait for a credit.
    func stream(_ orders: String, chunks: Int, credit: Int = 0, through api: API = .native) -> LoadRequest {
        var orders = "chunks=\(chunks),\(orders)"
        if credit > 0 { orders += ",credit=1,id=\(credit)" }
        let provider: String?
        switch (self, api) {
        case (.proxyPass, _): provider = nil
        case (_, .native): return Requests.generationStream(orders, chunks: chunks, credit: credit)
        case (_, .passedOn), (_, .translated): provider = api.provider
        }
        return Requests.chatCompletion(orders, provider: provider, isStream: true, chunks: chunks, credit: credit)
    }
}
