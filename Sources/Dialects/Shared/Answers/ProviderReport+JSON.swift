// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension ProviderReport {
    /// Reads the body of a response with an error's status, whatever it is: JSON of any shape, events, HTML, text,
    /// nothing.
    init(body: [UInt8]) {
        let start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let body = body[start...]
        if let value = Self.parse(body) {
            self.init(value, depth: 0)
            if message.isEmpty { message = code ?? type ?? ByteString(body.prefix(Self.pageLimit)) }
        } else {
            self.init(text: ByteString(body.prefix(Self.pageLimit)), depth: 0)
        }
    }

    /// Reads a document that should have been an answer; nil when there is no message of an error in it.
    init?(document: ArraySlice<UInt8>) {
        guard let value = Self.parse(document), value.objectValue != nil || value.arrayValue != nil else { return nil }
        self.init(value, depth: 0)
        if message.isEmpty { return nil }
    }

    /// Reads the value of an error: an object, a string, or text that is not even JSON.
    init(error: ArraySlice<UInt8>) {
        self.init(body: Array(error))
    }

    /// The most bytes of what should be an error that are looked at; as values they take many times their size.
    private static let limit = 256 << 10
    /// The most bytes of a page or a text that are looked at; of its words a caller sees two thousand bytes.
    private static let pageLimit = 16 << 10
    /// How many errors inside of errors are looked into.
    private static let depthLimit = 12

    private static func parse(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        bytes.count <= limit ? try? JSONValue(parsing: bytes) : nil
    }

    /// The places of a message in the order in which they are looked at; `error` comes before all of them.
    private static let messageKeys = ["message", "msg", "detail", "errors", "error_description", "error_msg"]

    /// The places where relays put what the provider behind them has said.
    private static let causeKeys = [
        "metadata", "raw", "cause", "details", "innererror", "inner_error", "innerError", "original_error",
        "provider_error", "upstream_error", "upstream", "upstream_response", "response", "body",
    ]
    /// Those of them in which a text is no echo of the request.
    private static let textualCauseKeys = [
        "raw", "cause", "details", "original_error", "provider_error", "upstream_error",
    ]

    /// Reads a value of any shape.
    ///
    /// What stands further inside is nearer to the cause, and wins.
    private init(_ value: JSONValue, depth: Int) {
        guard depth < Self.depthLimit else {
            self.init()
            return
        }
        switch value {
        case .string(let text): self.init(text: text, depth: depth)
        case .array(let elements):
            self = elements.first.map { ProviderReport($0, depth: depth + 1) } ?? ProviderReport()
        case .object(let object): self.init(object, depth: depth)
        default: self.init()
        }
    }

    private init(_ object: JSONObject, depth: Int) {
        self = object["error"].map { ProviderReport($0, depth: depth + 1) } ?? ProviderReport()
        for key in Self.messageKeys where message.isEmpty {
            guard let value = object[key] else { continue }
            let inner = ProviderReport(value, depth: depth + 1)
            message = inner.message
            fillIn(inner)
        }
        for key in Self.causeKeys {
            guard let value = object[key], value.arrayValue == nil,
                value.textValue == nil || Self.textualCauseKeys.contains(key)
            else { continue }
            add(cause: ProviderReport(value, depth: depth + 1))
        }
        if let details = object["details"]?.arrayValue { fillIn(ProviderReport(googleDetails: details)) }
        fillIn(
            ProviderReport(
                code: object["code"]?.textValue ?? object["code"]?.intValue.map { ByteString(String($0)) },
                type: object["type"]?.textValue ?? Self.statusWord(object["status"]),
                parameter: object["param"]?.textValue ?? Self.path(object["loc"]),
                status: ["status_code", "status", "code"].lazy.compactMap { Self.status(object[$0]) }.first
            )
        )
    }

    /// Takes in what an error says that lies behind this one.
    private mutating func add(cause: ProviderReport) {
        if message.isEmpty || cause.message.contains(message) {
            message = cause.message.isEmpty ? message : cause.message
        } else if !cause.message.isEmpty, !message.contains(cause.message) {
            message = ByteString("\(message): \(cause.message)")
        }
        var inner = cause
        inner.fillIn(self)
        inner.message = message
        self = inner
    }

    private mutating func fillIn(_ other: ProviderReport) {
        code = code ?? other.code
        type = type ?? other.type
        parameter = parameter ?? other.parameter
        status = status ?? other.status
        retryAfter = retryAfter ?? other.retryAfter
    }

    /// The place of a fault as FastAPI gives it: `["body", "stream_options"]`.
    private static func path(_ value: JSONValue?) -> ByteString? {
        guard let parts = value?.arrayValue else { return nil }
        let names = parts.compactMap { $0.textValue ?? $0.intValue.map { ByteString(String($0)) } }
        return ByteString(Array(names.map(\.bytes).joined(separator: ".".utf8)))
    }

    /// A status as a word, which Google's APIs give beside the number: `RESOURCE_EXHAUSTED`.
    private static func statusWord(_ value: JSONValue?) -> ByteString? {
        guard let word = value?.textValue, !word.isEmpty else { return nil }
        return word.bytes.allSatisfy { (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "_") } ? word : nil
    }

    /// A status as a number, or as a number in a string.
    private static func status(_ value: JSONValue?) -> Int? {
        guard let status = value?.intValue ?? value?.textValue?.decimal else { return nil }
        return (400...599).contains(status) ? status : nil
    }
}

extension ProviderReport {
    /// Reads a text, in which there may be the error of a server further behind.
    private init(text: ByteString, depth: Int) {
        self.init(message: text)
        guard depth < Self.depthLimit else { return }
        let trimmed = text.trimmed
        if let inner = Self.inner(document: trimmed, depth) ?? Self.inner(events: trimmed, depth) {
            self = inner
        } else if trimmed.bytes.first == UInt8(ascii: "<") || depth == 0 && Self.hasTags(trimmed) {
            message = text.withoutTags
        } else if let inner = Self.inner(objectIn: text, depth) {
            self = inner
        }
    }

    /// Whether a text that begins with words is a page all the same.
    private static func hasTags(_ text: ByteString) -> Bool {
        text.contains("<") && text.contains(">") && !text.contains("{")
    }

    /// The error that a text is, as JSON.
    private static func inner(document text: ByteString, _ depth: Int) -> ProviderReport? {
        guard text.bytes.first == UInt8(ascii: "{") || text.bytes.first == UInt8(ascii: "["),
            let value = parse(text.bytes)
        else { return nil }
        let inner = ProviderReport(value, depth: depth + 1)
        return inner.message.isEmpty ? nil : inner
    }

    /// The error in the events that a text is; some servers answer so whatever they were asked for.
    private static func inner(events text: ByteString, _ depth: Int) -> ProviderReport? {
        guard (["event:", "data:", "error:", "id:"] as [ByteString]).contains(where: { text.hasPrefix($0) }) else {
            return nil
        }
        for line in text.split(where: { $0 == 0x0A || $0 == 0x0D }) {
            for field in ["data:", "error:"] as [ByteString] where line.hasPrefix(field) {
                let data = ByteString(line.bytes.dropFirst(field.count)).trimmed
                let inner = ProviderReport(text: data, depth: depth + 1)
                if !inner.message.isEmpty { return inner }
            }
        }
        return nil
    }

    /// How many braces of a text are tried.
    private static let bracesLimit = 4

    /// The error in a text that holds a JSON object: `BadRequestError: Some Exception - {"error": …}`.
    ///
    /// The object's message stands in its place.
    private static func inner(objectIn text: ByteString, _ depth: Int) -> ProviderReport? {
        var position = text.bytes.startIndex
        for _ in 0..<bracesLimit {
            guard let brace = text.bytes[position...].firstIndex(of: UInt8(ascii: "{")) else { return nil }
            position = brace + 1
            var reader = JSONReader(text.bytes[brace...])
            guard let json = try? reader.captureValue(), let value = parse(json) else { continue }
            var inner = ProviderReport(value, depth: depth + 1)
            guard !inner.message.isEmpty else { continue }
            let before = text.bytes[..<brace]
            let after = text.bytes[(brace + json.count)...]
            inner.message = ByteString(Array(before) + inner.message.bytes + after)
            return inner
        }
        return nil
    }
}
