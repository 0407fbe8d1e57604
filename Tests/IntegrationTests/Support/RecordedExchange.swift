// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting

/// An exchange of `Tests/GatewayTests/Exchanges`, recorded in process, as a client of a web server sees it.
struct RecordedExchange: Decodable {
    /// What a provider answers to one request.
    struct ProviderAnswer: Decodable {
        let status: Int
        let headers: [[String]]
        let body: String
    }

    /// The id that the recorded request had.
    private static let requestID = "00112233445566778899aabbccddeeff"
    private static let folder =
        #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/GatewayTests/Exchanges/"
    /// The header fields that the gateway alone sets.
    private static let fields = [
        "Content-Type", "X-Finish-Reason", "X-Provider", "X-Provider-Status", "Retry-After", "Allow", "Cache-Control",
        "X-Content-Type-Options", "X-Accel-Buffering",
    ]

    private let settings: [[String]]?
    private let params: [[String]]
    private let body: String?
    let provider: [ProviderAnswer]?
    private let writes: [String]

    /// All exchanges of a deployment as it is without further settings, by their names: the requests with a body.
    static func all() throws -> [(name: String, exchange: RecordedExchange)] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted().compactMap { name in
            let data = try Data(contentsOf: URL(filePath: folder + name))
            let exchange = try JSONDecoder().decode(RecordedExchange.self, from: data)
            return exchange.settings == nil && exchange.body != nil && exchange.provider != nil ? (name, exchange) : nil
        }
    }

    /// The request, as a client sends it.
    var request: TestRequest {
        let values = Dictionary(params.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        return TestRequest(
            values["REQUEST_METHOD"] ?? "",
            values["REQUEST_URI"] ?? "",
            headers: [("Content-Type", "application/json")],
            body: Array((body ?? "").utf8)
        )
    }

    /// How a response differs from the recorded one; nil where it does not.
    func difference(of response: TestResponse) -> String? {
        let recorded = writes.joined()
        guard let gap = recorded.firstRange(of: "\r\n\r\n") else { return "nothing was recorded" }
        let head = recorded[..<gap.lowerBound].split(separator: "\r\n").map { line in
            (line.prefix { $0 != ":" }, line.drop { $0 != ":" }.dropFirst(2))
        }
        guard response.isComplete else { return "the response is not complete" }
        for field in ["Status"] + Self.fields {
            let expected = head.first { $0.0 == field }.map { String($0.1) }
            let got = field == "Status" ? "\(response.status) \(response.reason)" : response.header(field)
            if expected?.split(separator: " ").first != got?.split(separator: " ").first {
                return "\(field): expected \(expected ?? "none"), got \(got ?? "none")"
            }
        }
        let text = String(recorded[gap.upperBound...])
        let expected = text.replacing(Self.requestID, with: response.header("X-Request-ID") ?? "")
        return expected.utf8.elementsEqual(response.body)
            ? nil : "expected \(expected.prefix(300)), got \(response.text.prefix(300))"
    }
}
