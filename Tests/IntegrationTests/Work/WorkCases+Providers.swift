// SPDX-License-Identifier: Apache-2.0

extension WorkCases {
    /// Answers in one document, of all dialects.
    static let answers: [WorkCase] = Dialect.allCases.flatMap { dialect -> [WorkCase] in
        WorkCase.each("text of \(dialect)", smallest: 16 << 10) { exchange, text, size in
            exchange.body = dialect.body()
            exchange.answer = dialect.answer(text: text.json(size))
        }
            + WorkCase.each("end of \(dialect)", smallest: 16 << 10, of: [.marks, .run]) { exchange, text, size in
                exchange.body = dialect.body()
                exchange.answer = dialect.answer(text: Array(#""Hello.""#.utf8), end: text.json(size))
            }
            + WorkCase.each("key of \(dialect)", smallest: 16 << 10, of: [.marks, .controls]) { exchange, text, size in
                exchange.body = dialect.body()
                exchange.answer =
                    Array("{".utf8) + text.json(size) + Array(":1,".utf8)
                    + dialect.answer(text: Array(#""Hello.""#.utf8)).dropFirst()
            }
            + WorkCase.each("what is no answer of \(dialect)", smallest: 16 << 10) { exchange, text, size in
                exchange.body = dialect.body()
                exchange.answer = text.bytes(size)
            }
            + ["choices", "candidates", "content", "error", "usage"].map { key in
                WorkCase("many \(key) of \(dialect)", smallest: 16 << 10) { size in
                    let answer = dialect.answer(text: Array(#""Hello.""#.utf8))
                    let member = "\"\(key)\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]}}],"
                    let members = String(repeating: member, count: size / member.utf8.count)
                    return WorkCase.Exchange(
                        body: dialect.body(),
                        answer: Array("{".utf8) + Array(members.utf8) + answer.dropFirst()
                    )
                }
            }
    }

    /// Answers as streams, of all dialects.
    static let streams: [WorkCase] = Dialect.allCases.flatMap { dialect -> [WorkCase] in
        func stream(
            _ name: String,
            _ events: @escaping @Sendable (_ size: Int) -> [UInt8]
        ) -> WorkCase {
            WorkCase("\(name) of \(dialect)", smallest: 16 << 10) { size in
                WorkCase.Exchange(
                    target: Array("/llm/generation/stream".utf8),
                    body: dialect.body(),
                    answerFields: [("content-type", Array("text/event-stream".utf8))],
                    answer: events(size)
                )
            }
        }
        let end = dialect.stream([Array(#""Hello.""#.utf8)])
        return HostileText.allCases.map { text in
            stream("one event, \(text)") { dialect.stream([text.json($0)]) }
        } + [
            stream("many events") { dialect.stream(Array(repeating: Array(#""word ""#.utf8), count: $0 / 40)) },
            stream("many comments") { Array(String(repeating: ": x\n", count: $0 / 4).utf8) + end },
            stream("a long comment") { Array(":".utf8) + HostileText.marks.bytes($0) + Array("\n\n".utf8) + end },
            stream("a long event's name") {
                Array("event: ".utf8) + HostileText.marks.bytes($0) + Array("\n".utf8) + end
            },
            stream("many lines of data") { Array((String(repeating: "data: 1\n", count: $0 / 8) + "\n").utf8) + end },
            stream("an error") { size in
                Array(#"data: {"error":{"message":"#.utf8) + HostileText.marks.json(size) + Array("}}\n\n".utf8)
            },
        ]
    }

    /// Errors of a dialect.
    static func errors(_ dialect: Dialect) -> [WorkCase] {
        func error(
            _ name: String,
            status: Int = 400,
            of texts: [HostileText] = HostileText.allCases,
            _ body: @escaping @Sendable (_ text: HostileText, _ size: Int) -> [UInt8]
        ) -> [WorkCase] {
            WorkCase.each(name, smallest: 8 << 10, of: texts) { exchange, text, size in
                (exchange.status, exchange.body, exchange.answer) = (status, dialect.body(), body(text, size))
            }
        }
        func object(_ start: String, _ end: String) -> @Sendable (HostileText, Int) -> [UInt8] {
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
            + WorkCase.each("quoted prompt", smallest: 8 << 10) { exchange, text, size in
                exchange.status = 400
                exchange.body = dialect.body { $0.set("user_prompt", text.json(size)) }
                exchange.answer = Array(#"{"error":{"message":"#.utf8) + text.json(size) + Array("}}".utf8)
            }
            + fields
    }

    /// What the tasks read in a model's text.
    static let tasks: [WorkCase] =
        WorkCase.each("answer to a classification", smallest: 8 << 10) { exchange, text, size in
            exchange.target = Array("/llm/classification".utf8)
            exchange.body = Dialect.local.body {
                $0.set("classes", Array(#"[{"id":"a","label":"a a a"},{"id":"b","label":"b"}]"#.utf8))
            }
            exchange.answer = Dialect.local.answer(text: text.json(size))
        }
        + WorkCase.each("summary", smallest: 8 << 10) { exchange, text, size in
            exchange.target = Array("/llm/summarization".utf8)
            exchange.answer = Dialect.local.answer(text: text.json(size))
        }
        + WorkCase.each("thoughts", smallest: 8 << 10) { exchange, text, size in
            exchange.target = Array("/llm/summarization".utf8)
            let inside = text.json(size).dropFirst().dropLast()
            exchange.answer = Dialect.local.answer(
                text: Array(#""<think>"#.utf8) + inside + Array(#"</think>Short.""#.utf8)
            )
        }
        + ["id", "label"].flatMap { member in
            WorkCase.each("\(member) of a class", smallest: 8 << 10) { exchange, text, size in
                let other = member == "id" ? #""label":"x""# : #""id":"x""#
                let given = Array("{\(other),\"\(member)\":".utf8) + text.json(size) + Array("}".utf8)
                exchange.target = Array("/llm/classification".utf8)
                exchange.body = Dialect.local.body {
                    $0.set("classes", Array("[".utf8) + given + Array(#",{"id":"b","label":"b"}]"#.utf8))
                }
                exchange.answer = Dialect.local.answer(text: text.json(size))
            }
        }
        + ["a", "a a a ", "1", "\u{301}\u{316}"].map { word in
            WorkCase("many classes, \(word.unicodeScalars.count)", smallest: 3 << 10) { size in
                // The thousand classes that are allowed, at the most.
                let classes = (0..<(2 + size / 24)).map { index in
                    "{\"id\":\"\(word)\(index)\",\"label\":\"\(String(repeating: word, count: 4))\"}"
                }
                var exchange = WorkCase.Exchange(target: Array("/llm/classification".utf8))
                exchange.body = Dialect.local.body {
                    $0.set("classes", Array("[\(classes.joined(separator: ","))]".utf8))
                }
                let text = String(repeating: word, count: size / word.utf8.count)
                exchange.answer = Dialect.local.answer(text: Array("\"\(text)\"".utf8))
                return exchange
            }
        }
}
