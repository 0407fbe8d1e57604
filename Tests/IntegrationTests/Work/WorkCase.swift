// SPDX-License-Identifier: Apache-2.0

/// One place where text from outside enters, with a text that can be of any size.
struct WorkCase: Sendable, CustomStringConvertible {
    /// One exchange: what a caller sends, and what the provider answers.
    struct Exchange {
        var method = "POST"
        var target = Array("/llm/generation".utf8)
        var fields: [(name: String, value: [UInt8])] = []
        var body = GenerationBody().bytes
        var status = 200
        var answerFields: [(name: String, value: [UInt8])] = []
        var answer = Array(#"{"choices":[{"message":{"content":"Hello."},"finish_reason":"stop"}]}"#.utf8)
        var hasKey = true
    }

    let description: String
    /// The smallest of the four sizes, in bytes; each is twice the one before.
    var smallest = 4 << 10
    let exchange: @Sendable (_ size: Int) -> Exchange

    init(_ description: String, smallest: Int = 4 << 10, _ exchange: @escaping @Sendable (_ size: Int) -> Exchange) {
        self.description = description
        self.smallest = smallest
        self.exchange = exchange
    }

    /// The same place with every text.
    static func each(
        _ place: String,
        smallest: Int = 4 << 10,
        of texts: [HostileText] = HostileText.allCases,
        _ change: @escaping @Sendable (inout Exchange, _ text: HostileText, _ size: Int) -> Void
    ) -> [WorkCase] {
        texts.map { text in
            WorkCase("\(place), \(text)", smallest: smallest) { size in
                var exchange = Exchange()
                change(&exchange, text, size)
                return exchange
            }
        }
    }
}

/// The body of a request, each member as JSON.
struct GenerationBody {
    var members: [(key: [UInt8], value: [UInt8])] = [
        (Array(#""model""#.utf8), Array(#""local/m""#.utf8)), (Array(#""user_prompt""#.utf8), Array(#""Hello""#.utf8)),
    ]

    /// Adds a member, or sets one that is there.
    mutating func set(_ key: String, _ value: [UInt8]) {
        let key = Array("\"\(key)\"".utf8)
        members.removeAll { $0.key == key }
        members.append((key, value))
    }

    var bytes: [UInt8] {
        let parts = members.map { $0.key + Array(":".utf8) + $0.value }
        return Array("{".utf8) + Array(parts.joined(separator: ",".utf8)) + Array("}".utf8)
    }
}
