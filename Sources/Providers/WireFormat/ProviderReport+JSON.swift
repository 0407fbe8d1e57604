// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension ProviderReport {
    /// Reads the body of a response with an error's status, whatever it is: JSON of any shape, HTML, text, nothing.
    init(body: [UInt8]) {
        let start = body.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let body = body[start...]
        self = Self.parse(body).map { ProviderReport($0) } ?? ProviderReport()
        guard message.isEmpty else { return }
        message = code ?? type ?? String(decoding: body.prefix(Self.pageLimit), as: UTF8.self).withoutTags()
    }

    /// Reads a document that should have been an answer; nil when there is no message of an error in it.
    init?(document: ArraySlice<UInt8>) {
        guard let value = Self.parse(document), value.objectValue != nil || value.arrayValue != nil else { return nil }
        self.init(value)
        if message.isEmpty { return nil }
    }

    /// Reads the value of an error: an object, a string, or text that is not even JSON.
    init(error: ArraySlice<UInt8>) {
        self.init(body: Array(error))
    }

    /// The most bytes of what should be an error that are looked at; as values they take many times their size.
    private static let limit = 256 << 10
    /// The most bytes of a page or a text that are looked at; of its words a caller sees two hundred characters.
    private static let pageLimit = 16 << 10

    private static func parse(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
        bytes.count <= limit ? try? JSONValue(parsing: bytes) : nil
    }

    /// The places of a message in the order in which they are looked at; `error` comes before all of them.
    private static let messageKeys = ["message", "msg", "detail", "errors", "error_description"]

    /// Reads a value of any shape.
    ///
    /// What stands further inside is nearer to the cause, and wins.
    private init(_ value: JSONValue) {
        switch value {
        case .string(let text): self.init(text: text.string)
        case .array(let elements): self = elements.first.map { ProviderReport($0) } ?? ProviderReport()
        case .object(let object): self.init(object)
        default: self.init()
        }
    }

    /// Reads a text, which may itself be the JSON of an error that a server further behind has sent.
    private init(text: String) {
        let first = text.utf8.first { !$0.isJSONBlank }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "["), let inner = Self.parse(ArraySlice(text.utf8)),
            inner.stringValue == nil
        {
            self.init(inner)
            if !message.isEmpty { return }
        }
        self.init(message: first == UInt8(ascii: "<") ? text.withoutTags() : text)
    }

    private init(_ object: JSONObject) {
        self = object["error"].map { ProviderReport($0) } ?? ProviderReport()
        for key in Self.messageKeys where message.isEmpty {
            guard let value = object[key] else { continue }
            let inner = ProviderReport(value)
            message = inner.message
            fillIn(inner)
        }
        if let details = object["details"]?.arrayValue { fillIn(ProviderReport(googleDetails: details)) }
        fillIn(
            ProviderReport(
                code: object["code"]?.stringValue ?? object["code"]?.intValue.map { String($0) },
                type: object["type"]?.stringValue ?? Self.statusWord(object["status"]),
                parameter: object["param"]?.stringValue ?? Self.path(object["loc"]),
                status: ["status_code", "status", "code"].lazy.compactMap { Self.status(object[$0]) }.first
            )
        )
    }

    private mutating func fillIn(_ other: ProviderReport) {
        code = code ?? other.code
        type = type ?? other.type
        parameter = parameter ?? other.parameter
        status = status ?? other.status
        retryAfter = retryAfter ?? other.retryAfter
    }

    /// The place of a fault as FastAPI gives it: `["body", "stream_options"]`.
    private static func path(_ value: JSONValue?) -> String? {
        guard let parts = value?.arrayValue else { return nil }
        return parts.compactMap { $0.stringValue ?? $0.intValue.map { String($0) } }.joined(separator: ".")
    }

    /// A status as a word, which Google's APIs give beside the number: `RESOURCE_EXHAUSTED`.
    private static func statusWord(_ value: JSONValue?) -> String? {
        guard let word = value?.stringValue, !word.isEmpty else { return nil }
        return word.utf8.allSatisfy { (0x41...0x5A).contains($0) || $0 == UInt8(ascii: "_") } ? word : nil
    }

    /// A status as a number, or as a number in a string.
    private static func status(_ value: JSONValue?) -> Int? {
        guard let status = value?.intValue ?? value?.stringValue.flatMap({ Int($0) }) else { return nil }
        return (400...599).contains(status) ? status : nil
    }
}
