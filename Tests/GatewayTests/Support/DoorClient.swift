// SPDX-License-Identifier: Apache-2.0

import FastCGI
import JSONCoding
import Upstream
import UpstreamTesting

@testable import Gateway

/// Asks a whole gateway in this process, with a script in the place of the providers.
struct DoorClient {
    /// A response, taken apart.
    struct Response {
        let status: Int
        let head: String
        let body: String

        /// The value of the first header field of a name, in whatever case; nil when there is none.
        func field(_ name: String) -> String? {
            let start = "\(name): ".lowercased()
            return head.split(whereSeparator: \.isNewline).first { $0.lowercased().hasPrefix(start) }.map {
                String($0.dropFirst(start.count))
            }
        }

        var json: JSONValue? { try? JSONValue(parsing: Array(body.utf8)[...]) }

        /// The data of a stream's events.
        var events: [String] {
            body.split(separator: "\n\n").filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
        }
    }

    static let keys = [
        "SECRET_TOKEN": "k", "OPENAI_API_KEY": "ko", "ANTHROPIC_API_KEY": "ka", "GOOGLE_API_KEY": "kg",
        "GROQ_API_KEY": "kq",
    ]

    let gateway: InProcessGateway

    init(_ responses: [ScriptedResponse], settings: [String: String] = [:]) throws {
        gateway = try InProcessGateway(Self.keys.merging(settings) { $1 }, responses)
    }

    func send(
        _ path: String,
        _ body: String,
        method: String? = "POST",
        headers: [String: String] = ["HTTP_AUTHORIZATION": "Bearer k"],
        bodyState: Request.BodyState = .complete
    ) async -> Response {
        var variables = Params(["REQUEST_URI": path, "REQUEST_ID": "r1"])
        if let method { variables.append(name: "REQUEST_METHOD".utf8, value: method.utf8) }
        for (name, value) in headers { variables.append(name: name.utf8, value: value.utf8) }
        let writes = await gateway.send(
            Request(params: variables, body: Array(body.utf8), bodyState: bodyState)
        )
        let text = String(decoding: writes.joined(), as: UTF8.self)
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let status = text.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Response(
            status: status ?? 0,
            head: String(parts.first ?? ""),
            body: parts.count > 1 ? String(parts[1]) : ""
        )
    }

    /// The bodies that the providers got.
    var sent: [JSONValue] {
        gateway.upstream.requests.compactMap { try? JSONValue(parsing: $0.body[...]) }
    }
}
