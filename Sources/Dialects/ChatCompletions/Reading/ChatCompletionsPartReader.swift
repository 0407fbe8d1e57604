// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Reads the content of a message, which is a text or an array of parts.
///
/// Source: OpenAI API reference, create a chat completion, content parts.
enum ChatCompletionsPartReader {
    /// Texts alone.
    static func texts(_ content: RequestValue) throws(InvalidRequest) -> [MessagePart] {
        try parts(content, takes: ["text"])
    }

    /// Texts and everything else.
    static func parts(_ content: RequestValue) throws(InvalidRequest) -> [MessagePart] {
        try parts(content, takes: ["text", "refusal", "image_url", "input_audio", "file"])
    }

    private static func parts(
        _ content: RequestValue,
        takes types: [ByteString]
    ) throws(InvalidRequest) -> [MessagePart] {
        if case .string(let text)? = content.json { return [.text(TextPart(text.bytes))] }
        guard case .array? = content.json, let elements = try content.elements() else {
            throw content.failure("a string or an array of parts")
        }
        var parts: [MessagePart] = []
        for element in elements {
            try element.requireObject()
            let type = try element["type"].requiredText()
            guard types.contains(type) else {
                let words = types.map { "\"\($0)\"" }.joined(separator: ", ")
                throw element["type"].failure("one of \(words)", .value)
            }
            parts.append(try part(element, type))
        }
        return parts
    }

    private static func part(_ part: RequestValue, _ type: ByteString) throws(InvalidRequest) -> MessagePart {
        switch type {
        case "image_url": .media(try image(part["image_url"]))
        case "input_audio": .media(try audio(part["input_audio"]))
        case "file": .media(try file(part["file"]))
        case "refusal": .refusal(try part["refusal"].text()?.bytes ?? [])
        default: .text(TextPart(try text(part["text"])))
        }
    }

    /// A text, which must be there and may be empty.
    static func text(_ value: RequestValue) throws(InvalidRequest) -> ArraySlice<UInt8> {
        guard let text = try value.text() else { throw value.failure("a string") }
        return text.bytes
    }

    private static func image(_ image: RequestValue) throws(InvalidRequest) -> Media {
        // Some clients write the URL without the object around it.
        if case .string(let url)? = image.json { return try self.image(url, detail: nil, image) }
        try image.requireObject()
        return try self.image(try image["url"].requiredText(), detail: try image["detail"].text(), image["url"])
    }

    /// An image at a URL, which may hold it.
    static func image(
        _ url: ByteString,
        detail: ByteString?,
        _ field: RequestValue
    ) throws(InvalidRequest) -> Media {
        guard DataURL.isOne(url) else {
            guard url.hasPrefixIgnoringCase("https://") || url.hasPrefixIgnoringCase("http://") else {
                throw field.failure("a URL of http, https or data", .value)
            }
            return Media(.image, .url(url), detail: detail)
        }
        guard let data = DataURL(url), !data.base64.isEmpty else { throw field.failure("a data URL in base64", .value) }
        return Media(.image, .base64(data.base64), mediaType: data.mediaType, detail: detail)
    }

    private static func audio(_ audio: RequestValue) throws(InvalidRequest) -> Media {
        try audio.requireObject()
        guard
            let format = try audio["format"].word(
                [("wav", "audio/wav"), ("mp3", "audio/mp3")] as [(String, ByteString)]
            )
        else { throw audio["format"].failure("\"wav\" or \"mp3\"") }
        return Media(.audio, .base64(try audio["data"].requiredText().bytes), mediaType: format)
    }

    static func file(_ file: RequestValue) throws(InvalidRequest) -> Media {
        try file.requireObject()
        let name = try file["filename"].text()
        if let id = try file["file_id"].text() {
            return Media(.document, .file(id: id, vendor: .openAI), filename: name)
        }
        let text = try file["file_data"].requiredText()
        guard DataURL.isOne(text) else {
            return Media(.document, .base64(text.bytes), mediaType: "application/pdf", filename: name)
        }
        guard let data = DataURL(text), !data.base64.isEmpty else {
            throw file["file_data"].failure("a data URL in base64", .value)
        }
        if data.mediaType.hasPrefix("text/"), let plain = Base64.decode(data.base64) {
            return Media(.document, .text(plain[...]), mediaType: data.mediaType, filename: name)
        }
        return Media(.document, .base64(data.base64), mediaType: data.mediaType, filename: name)
    }
}
