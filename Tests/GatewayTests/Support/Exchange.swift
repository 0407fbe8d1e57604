// SPDX-License-Identifier: Apache-2.0

import FastCGI
import HTTPTypes
import JSONCoding
import Providers
import Upstream
import UpstreamTesting

/// A request, what the providers answered, and what was to be sent to both sides for it: all bytes, as recorded.
struct Exchange {
    /// Keys of no account.
    static let environment = [
        "OPENAI_API_KEY": "test-key-openai-1", "GROQ_API_KEY": "test-key-groq-2", "GOOGLE_API_KEY": "test-key-google-3",
        "ANTHROPIC_API_KEY": "test-key-anthropic-4", "LOCAL_API_KEY": "test-key-local-5",
    ]
    /// No call has more attempts.
    private static let mostAttempts = 24

    private let document: JSONValue
    let environment: [String: String]
    let request: Request
    let responses: [ScriptedResponse]

    init(_ document: JSONValue) {
        self.document = document
        var environment = Self.environment
        for (name, value) in Self.pairs(document["settings"]) { environment[name] = value }
        self.environment = environment
        var params = Params()
        for (name, value) in Self.pairs(document["params"]) { params.append(name: name.utf8, value: value.utf8) }
        request = Request(params: params, body: Array((document["body"]?.stringValue ?? "").utf8))
        var responses = (document["provider"]?.arrayValue ?? []).map { value in
            var response = ScriptedResponse(
                status: value["status"]?.intValue ?? 0,
                body: Array((value["body"]?.stringValue ?? "").utf8)
            )
            response.headerFields = Self.pairs(value["headers"])
            return response
        }
        // What is rejected is asked for again in another way, and rejected again.
        if let last = responses.last {
            responses += Array(repeating: last, count: Self.mostAttempts - responses.count)
        }
        self.responses = responses
    }

    /// What was sent to the providers, and to the client, when this was recorded.
    var recorded: (calls: [String], writes: [String]) {
        (Self.strings(document["calls"]), Self.strings(document["writes"]))
    }

    /// Makes the exchange with the gateway as it is.
    func run() async throws -> (calls: [String], writes: [String]) {
        let gateway = try InProcessGateway(environment, responses)
        let writes = await gateway.send(request)
        return (
            gateway.upstream.requests.map(Self.text),
            writes.map { String(decoding: $0, as: UTF8.self) }
        )
    }

    /// The exchange as a file, with other bytes for those that were recorded.
    func document(calls: [String], writes: [String]) -> [UInt8] {
        var output = Array("{".utf8)
        var separator = "\n"
        func append(_ name: String, _ value: JSONValue) {
            var writer = JSONWriter()
            value.write(to: &writer)
            output += Array("\(separator)\"\(name)\": ".utf8) + writer.take()
            separator = ",\n"
        }
        for name in ["settings", "params", "body", "provider"] {
            if let value = document[name] { append(name, value) }
        }
        for (name, texts) in [("calls", calls), ("writes", writes)] {
            var writer = JSONWriter()
            writer.beginArray()
            for text in texts { writer.string(text) }
            writer.endArray()
            output += Array("\(separator)\"\(name)\": ".utf8) + writer.take()
        }
        return output + Array("\n}\n".utf8)
    }

    private static func pairs(_ value: JSONValue?) -> [(String, String)] {
        (value?.arrayValue ?? []).map { pair in
            (pair.arrayValue?.first?.stringValue ?? "", pair.arrayValue?.last?.stringValue ?? "")
        }
    }

    private static func strings(_ value: JSONValue?) -> [String] {
        (value?.arrayValue ?? []).map { $0.stringValue ?? "" }
    }

    /// A request as it would go over the wire, but for the gateway's version: that of the recording.
    private static func text(_ request: UpstreamRequest) -> String {
        let fields = request.headerFields.map { "\($0.name.rawName): \($0.value)\n" }.joined()
            .replacing("llm-gateway/\(Version.number)\n", with: "llm-gateway/0.1.0\n")
        return "\(request.method.rawValue) \(request.url)\n\(fields)\n" + String(decoding: request.body, as: UTF8.self)
    }
}
