// SPDX-License-Identifier: Apache-2.0

/// The bytes of the fake provider's answers, in OpenAI's format, made once.
struct AnswerTemplates {
    /// An event of a stream, as one chunk of the HTTP body.
    struct Event {
        /// The bytes.
        var bytes: [UInt8]
        /// Where the stamp stands.
        let stamp: Int
        /// The size of its text.
        let size: Int
    }

    /// The head of a stream, and the event with the role.
    let opening: [UInt8]
    /// The events with the finish reason and the usage, `[DONE]`, and the end of the body.
    let closing: [UInt8]

    /// The events that were asked for so far; whoever sends one writes its stamp first.
    var events: [Event] = []
    private var plain: [Int: [UInt8]] = [:]
    private static let chunkStart =
        #"{"id":"chatcmpl-bench","object":"chat.completion.chunk","created":1760000000,"model":"bench","choices":["#
    private static let chunkEnd = #"],"usage":null}"#
    private static let usage = #""usage":{"prompt_tokens":12,"completion_tokens":34,"total_tokens":46}}"#

    /// Makes the templates that do not depend on a size.
    init() {
        let head = """
            HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\n\
            X-Accel-Buffering: no\r\nTransfer-Encoding: chunked\r\n\r\n
            """
        let role = Self.choice(#""role":"assistant","content":"""#, finish: "null")
        opening = Array(head.utf8) + Self.chunk(role)
        let finish = Self.choice("", finish: #""stop""#)
        let counts = Self.chunkStart + "]," + Self.usage
        closing = Self.chunk(finish) + Self.chunk(counts) + Self.chunk("[DONE]") + Array("0\r\n\r\n".utf8)
    }

    /// The position in ``events`` of the event with a text of a size.
    mutating func event(size: Int) -> Int {
        // There are only ever a few.
        for position in events.indices where events[position].size == size { return position }
        let blank = String(repeating: "~", count: Stamp.count)
        let padding = String(repeating: "x", count: max(0, size - Stamp.count))
        let bytes = Self.chunk(Self.choice(#""content":"\#(blank)\#(padding)""#, finish: "null"))
        let stamp = Bytes.find(Stamp.mark, in: bytes, 0, bytes.count)
        events.append(Event(bytes: bytes, stamp: stamp, size: size))
        return events.count - 1
    }

    /// A whole answer with a text of a size.
    mutating func plainAnswer(size: Int) -> [UInt8] {
        if let answer = plain[size] { return answer }
        let words = "All happy families are alike; each unhappy family is unhappy in its own way. "
        let text = String(String(repeating: words, count: size / words.utf8.count + 1).prefix(size))
        let body = """
            {"id":"chatcmpl-bench","object":"chat.completion","created":1760000000,"model":"bench","choices":[{"index":0,\
            "message":{"role":"assistant","content":"\(text)","refusal":null},"logprobs":null,"finish_reason":"stop"}],\
            \(Self.usage)
            """
        let answer = Self.response("200 OK", "application/json", body)
        plain[size] = answer
        return answer
    }

    /// A whole response.
    static func response(_ status: String, _ type: String, _ body: String) -> [UInt8] {
        let head = "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        return Array((head + body).utf8)
    }

    private static func choice(_ delta: String, finish: String) -> String {
        chunkStart + #"{"index":0,"delta":{\#(delta)},"logprobs":null,"finish_reason":\#(finish)}"# + chunkEnd
    }

    private static func chunk(_ data: String) -> [UInt8] {
        let event = "data: \(data)\n\n"
        return Array("\(String(event.utf8.count, radix: 16))\r\n\(event)\r\n".utf8)
    }
}
