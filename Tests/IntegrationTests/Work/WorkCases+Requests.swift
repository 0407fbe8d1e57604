// SPDX-License-Identifier: Apache-2.0

/// The places where text from outside enters.
enum WorkCases {
    /// What stands in the request's first line.
    static let requestLines: [WorkCase] =
        WorkCase.each("path with a key") { exchange, text, size in
            exchange.target = Array("/".utf8) + text.bytes(size)
        }
        + WorkCase.each("path without a key") { exchange, text, size in
            (exchange.target, exchange.hasKey) = (Array("/".utf8) + text.bytes(size), false)
        }
        + WorkCase.each("query") { exchange, text, size in
            exchange.target = Array("/healthz/stream/outcome?x=".utf8) + text.bytes(size) + Array("&id=".utf8)
            exchange.target += text.bytes(size)
            exchange.method = "GET"
        }
        + WorkCase.each("method", of: [.marks, .run]) { exchange, text, size in
            exchange.fields = [("REQUEST_METHOD", text.bytes(size))]
        }
        + [
            WorkCase("parts of a query") { size in
                var exchange = WorkCase.Exchange(method: "GET")
                exchange.target = Array(("/healthz/stream/outcome?" + String(repeating: "a=1&", count: size / 4)).utf8)
                return exchange
            },
            WorkCase("segments of a path") { size in
                WorkCase.Exchange(target: Array(String(repeating: "/../.", count: size / 5).utf8) + [0x2F])
            },
        ]

    /// The header fields and variables that the gateway reads.
    static let headerFields: [WorkCase] =
        [
            "HTTP_X_API_KEY", "HTTP_AUTHORIZATION", "HTTP_ORIGIN", "HTTP_X_FORWARDED_FOR", "REQUEST_ID", "CONTENT_TYPE",
            "REMOTE_ADDR", "HTTP_ACCEPT",
        ].flatMap { name in
            WorkCase.each(name, of: [.marks, .run, .commas, .nearKey, .blanks]) { exchange, text, size in
                exchange.target = Array("/".utf8)
                exchange.method = "GET"
                if name == "HTTP_X_FORWARDED_FOR" { exchange.fields = [("REMOTE_ADDR", Array("127.0.0.1".utf8))] }
                exchange.fields.append((name, text.bytes(size)))
                exchange.hasKey = name == "HTTP_ORIGIN"
            }
        }
        + WorkCase.each("preflight", of: [.marks, .run, .commas]) { exchange, text, size in
            exchange.method = "OPTIONS"
            exchange.hasKey = false
            exchange.fields = [
                ("HTTP_ORIGIN", Array("https://app.example".utf8)),
                ("HTTP_ACCESS_CONTROL_REQUEST_METHOD", text.bytes(size / 2)),
                ("HTTP_ACCESS_CONTROL_REQUEST_HEADERS", text.bytes(size / 2)),
            ]
        }
        + ["HTTP_X_FORWARDED_FOR", "HTTP_X_API_KEY", "HTTP_COOKIE"].map { name in
            WorkCase("many of \(name)") { size in
                var exchange = WorkCase.Exchange(method: "GET", target: Array("/".utf8))
                exchange.fields = [("REMOTE_ADDR", Array("127.0.0.1".utf8))]
                for _ in 0..<(size / 40) { exchange.fields.append((name, Array("127.0.0.1".utf8))) }
                exchange.hasKey = false
                return exchange
            }
        }

    /// The members of a request's body.
    static let bodies: [WorkCase] =
        ["model", "prompt", "user_prompt", "temperature", "other"].flatMap { member in
            WorkCase.each("member \(member)", smallest: 8 << 10) { exchange, text, size in
                exchange.body = Dialect.local.body { $0.set(member, text.json(size)) }
            }
        }
        + WorkCase.each("name of a model", smallest: 250) { exchange, text, size in
            exchange.body = Dialect.local.body { body in
                body.set("model", Array(#""local/"#.utf8) + text.json(min(size, 2_000)).dropFirst())
            }
        }
        + WorkCase.each("key", smallest: 8 << 10) { exchange, text, size in
            var body = GenerationBody()
            body.members.append((text.json(size), Array("1".utf8)))
            exchange.body = body.bytes
        }
        + ["user_prompt", "model", "other", "classes"].map { key in
            WorkCase("many of the key \(key)", smallest: 16 << 10) { size in
                var body = GenerationBody()
                for _ in 0..<(size / 16) { body.members.append((Array("\"\(key)\"".utf8), Array(#""local/m""#.utf8))) }
                return WorkCase.Exchange(body: body.bytes)
            }
        }
        + [
            WorkCase("nesting", smallest: 16 << 10) { size in
                let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
                let list = "[" + Array(repeating: deep, count: size / 121 + 1).joined(separator: ",") + "]"
                return WorkCase.Exchange(body: Dialect.local.body { $0.set("other", Array(list.utf8)) })
            },
            WorkCase("a number", smallest: 16 << 10) { size in
                let digits = Array(("0." + String(repeating: "3", count: size + 1)).utf8)
                return WorkCase.Exchange(body: Dialect.local.body { $0.set("temperature", digits) })
            },
        ]
}
