// SPDX-License-Identifier: Apache-2.0

/// The bytes of the fake provider's answers in one dialect, made once.
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

    /// The head of a stream, and its first event.
    let opening: [UInt8]
    /// The last events of a stream, and the end of the body.
    let closing: [UInt8]

    /// The events that were asked for so far; whoever sends one writes its stamp first.
    var events: [Event] = []
    private var plain: [Int: [UInt8]] = [:]
    private let dialect: WireDialect

    /// Makes the templates that do not depend on a size.
    init(_ dialect: WireDialect) {
        self.dialect = dialect
        let head = """
            HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-cache\r\n\
            X-Accel-Buffering: no\r\nTransfer-Encoding: chunked\r\n\r\n
            """
        opening = Array(head.utf8) + Self.chunk(dialect.opening)
        closing = dialect.closing.flatMap(Self.chunk) + Array("0\r\n\r\n".utf8)
    }

    /// The position in ``events`` of the event with a text of a size.
    mutating func event(size: Int) -> Int {
        // There are only ever a few.
        for position in events.indices where events[position].size == size { return position }
        let blank = String(repeating: "~", count: Stamp.count)
        let padding = String(repeating: "x", count: max(0, size - Stamp.count))
        let bytes = Self.chunk(dialect.delta(blank + padding))
        let stamp = Bytes.find(Stamp.mark, in: bytes, 0, bytes.count)
        events.append(Event(bytes: bytes, stamp: stamp, size: size))
        return events.count - 1
    }

    /// A whole answer with a text of a size.
    mutating func plainAnswer(size: Int) -> [UInt8] {
        if let answer = plain[size] { return answer }
        let words = "All happy families are alike; each unhappy family is unhappy in its own way. "
        let text = String(String(repeating: words, count: size / words.utf8.count + 1).prefix(size))
        let answer = Self.response("200 OK", "application/json", dialect.document(text))
        plain[size] = answer
        return answer
    }

    /// A whole response.
    static func response(_ status: String, _ type: String, _ body: String) -> [UInt8] {
        let head = "HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        return Array((head + body).utf8)
    }

    private static func chunk(_ event: String) -> [UInt8] {
        Array("\(String(event.utf8.count, radix: 16))\r\n\(event)\r\n".utf8)
    }
}
