// SPDX-License-Identifier: Apache-2.0

/// A long conversation with many tools, as agents send it.
enum LargeConversation {
    /// The number of tools.
    static let tools = 200
    /// The least bytes of the messages.
    static let history = 1 << 20

    /// `POST /v1/chat/completions` for an answer in one piece.
    ///
    /// - Parameters:
    ///   - orders: What the fake provider is to do, see ``Orders``.
    ///   - provider: Who is asked.
    /// - Returns: The request.
    static func request(_ orders: String, provider: String) -> LoadRequest {
        let body = """
            {"model":"\(provider)/bench,\(orders)","messages":[\(messages)],"tools":[\(declarations)],"max_tokens":150}
            """
        return LoadRequest(path: "/v1/chat/completions", body: body)
    }

    private static var declarations: String {
        (0..<tools).map { number in
            """
            {"type":"function","function":{"name":"tool_\(number)","description":"Reads a part of a file, and says how \
            many lines it has.","parameters":{"type":"object","properties":{"path":{"type":"string","description":\
            "The file's path."},"first":{"type":"integer","minimum":1},"last":{"type":["integer","null"]},"modes":\
            {"type":"array","items":{"type":"string","enum":["plain","numbered"]}}},"required":["path"]}}}
            """
        }.joined(separator: ",")
    }

    private static var messages: String {
        var size = 0
        var rounds: [String] = [#"{"role":"system","content":"You are a helpful assistant."}"#]
        while size < history {
            let round = round(rounds.count)
            size += round.utf8.count
            rounds.append(round)
        }
        rounds.append(#"{"role":"user","content":"What is the capital of France?"}"#)
        return rounds.joined(separator: ",")
    }

    /// A question, a call, its result, and what the model makes of it.
    private static func round(_ number: Int) -> String {
        """
        {"role":"user","content":"What does part \(number) say?"},\
        {"role":"assistant","content":null,"tool_calls":[{"id":"call_\(number)","type":"function","function":\
        {"name":"tool_\(number % tools)","arguments":"{\\"path\\":\\"book/\(number).txt\\",\\"first\\":1}"}}]},\
        {"role":"tool","tool_call_id":"call_\(number)","content":"\(text)"},\
        {"role":"assistant","content":"It says that happy families are alike."}
        """
    }

    private static let text = String(
        repeating: #"All happy families are alike;\n\"each\" unhappy family is unhappy in its own way. "#,
        count: 25
    )
}
