// SPDX-License-Identifier: Apache-2.0

extension WorkCases {
    /// Errors of a dialect.
    static func errors(_ dialect: Dialect) -> [WorkCase] {
        func error(
            _ name: String,
            status: Int = 400,
            of texts: [HostileText] = HostileText.allCases,
            _ body: @escaping @Sendable (_ text: HostileText, _ size: Int) -> [UInt8]
        ) -> [WorkCase] {
            // Four sizes below the limit of what is read of an error: behind it the work is another, and grows no more.
            WorkCase.each(name, of: texts) { exchange, text, size in
                (exchange.status, exchange.body, exchange.answer) = (status, dialect.body(), body(text, size))
            }
        }
        @Sendable func object(_ start: String, _ end: String) -> @Sendable (HostileText, Int) -> [UInt8] {
            { text, size in Array(start.utf8) + text.json(size) + Array(end.utf8) }
        }
        let some: [HostileText] = [.marks, .run, .complaints, .controls]
        let fields: [WorkCase] = ["retry-after", "location", "content-type", "x-other"].flatMap { name in
            // A head has its own limit, of which a text takes the most.
            WorkCase.each(name, smallest: 1 << 10, of: [.marks, .run, .digits, .commas]) { exchange, text, size in
                exchange.status = name == "location" ? 302 : 429
                exchange.body = dialect.body()
                exchange.answerFields = [(name, text.bytes(size))]
            }
        }
        return error("message", object(#"{"error":{"message":"#, "}}"))
            + error("message of a refusal", status: 429, of: some, object(#"{"error":{"message":"#, "}}"))
            + error("code", of: some, object(#"{"error":{"message":"m","code":"#, "}}"))
            + error("type", of: some, object(#"{"error":{"message":"m","type":"#, "}}"))
            + error("parameter", of: some, object(#"{"error":{"message":"m","param":"#, "}}"))
            + error("raw", object(#"{"error":{"message":"m","metadata":{"raw":"#, "}}}"))
            + error("detail", of: some, object(#"{"detail":[{"loc":["body",""#, #"],"msg":"m"}]}"#))
            + error("key", of: some, object(#"{"error":{"message":"m",""#, ":1}}"))
            + error("status and details", of: some, object(#"{"error":{"message":"m","details":[{"@type":"#, "}]}}"))
            + error("page") { text, size in Array("<html><body>".utf8) + text.bytes(size) }
            + error("text") { text, size in text.bytes(size) }
            + error("events", of: some) { text, size in
                Array(#"data: {"error":{"message":"#.utf8) + text.json(size) + Array("}}\n\n".utf8)
            }
            + WorkCase.each("quoted prompt") { exchange, text, size in
                exchange.status = 400
                exchange.body = dialect.body { $0.set("user_prompt", text.json(size)) }
                exchange.answer = Array(#"{"error":{"message":"#.utf8) + text.json(size) + Array("}}".utf8)
            }
            + WorkCase.each("what is cut off", smallest: 96 << 10, of: [.marks, .run, .tags]) { exchange, text, size in
                (exchange.status, exchange.body) = (500, dialect.body())
                exchange.answer = object(#"{"error":{"message":"#, "}}")(text, size)
            }
            + [
                WorkCase("many numbers", smallest: 1 << 10) { size in
                    let numbers = String(repeating: "9 ", count: size / 2)
                    return WorkCase.Exchange(
                        body: dialect.body { $0.set("max_tokens", Array("4096".utf8)) },
                        status: 400,
                        answer: Array(#"{"error":{"message":"max_tokens \#(numbers)"}}"#.utf8)
                    )
                }
            ] + fields
    }
}
