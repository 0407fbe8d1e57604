// SPDX-License-Identifier: Apache-2.0

extension WorkCases {
    /// Answers in one document, of all dialects.
    static let answers: [WorkCase] = Dialect.allCases.flatMap { dialect -> [WorkCase] in
        WorkCase.each("text of \(dialect)", smallest: 8 << 10) { exchange, text, size in
            exchange.body = dialect.body()
            exchange.answer = dialect.answer(text: text.json(size))
        }
            + WorkCase.each("end of \(dialect)", smallest: 8 << 10, of: [.marks, .run]) { exchange, text, size in
                exchange.body = dialect.body()
                exchange.answer = dialect.answer(text: Array(#""Hello.""#.utf8), end: text.json(size))
            }
            + WorkCase.each("key of \(dialect)", smallest: 8 << 10, of: [.marks, .controls]) { exchange, text, size in
                exchange.body = dialect.body()
                exchange.answer =
                    Array("{".utf8) + text.json(size) + Array(":1,".utf8)
                    + dialect.answer(text: Array(#""Hello.""#.utf8)).dropFirst()
            }
            + WorkCase.each("what is no answer of \(dialect)", smallest: 8 << 10) { exchange, text, size in
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
        + [
            WorkCase("classes of more and more words", smallest: 8 << 10) { size in
                let count = 2 + Int(Double(size).squareRoot())
                let classes = (1...count).map {
                    "{\"id\":\"\(String(repeating: "a ", count: $0))\",\"label\":\"\($0)\"}"
                }
                var exchange = WorkCase.Exchange(target: Array("/llm/classification".utf8))
                exchange.body = Dialect.local.body {
                    $0.set("classes", Array("[\(classes.joined(separator: ","))]".utf8))
                }
                let text = String(repeating: "a ", count: size / 4) + "b"
                exchange.answer = Dialect.local.answer(text: Array("\"\(text)\"".utf8))
                return exchange
            }
        ]
}
