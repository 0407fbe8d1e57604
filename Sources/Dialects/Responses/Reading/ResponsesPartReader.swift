// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Reads the content of an item, which is a text or an array of parts.
///
/// Source: OpenAI API reference, create a model response, `input`.
enum ResponsesPartReader {
    private enum Kind { case text, refusal, image, file }

    private static let kinds: [(String, Kind)] = [
        ("input_text", .text), ("output_text", .text), ("text", .text), ("refusal", .refusal),
        ("input_image", .image), ("input_file", .file),
    ]

    static func parts(_ content: RequestValue) throws(InvalidRequest) -> [MessagePart] {
        if case .string(let text)? = content.json { return [.text(TextPart(text.bytes))] }
        guard case .array? = content.json, let elements = try content.elements() else {
            throw content.failure("a string or an array of parts")
        }
        var parts: [MessagePart] = []
        for element in elements { parts.append(try part(element)) }
        return parts
    }

    private static func part(_ part: RequestValue) throws(InvalidRequest) -> MessagePart {
        try part.requireObject()
        switch try part["type"].word(kinds) {
        case nil: throw part["type"].failure("a type of part")
        case .text?: return .text(TextPart(try ChatCompletionsPartReader.text(part["text"])))
        case .refusal?: return .refusal(try ChatCompletionsPartReader.text(part["refusal"]))
        case .image?: return .media(try image(part))
        case .file?: return .media(try file(part))
        }
    }

    private static func image(_ part: RequestValue) throws(InvalidRequest) -> Media {
        let detail = try part["detail"].text()
        if let id = try part["file_id"].text() {
            return Media(.image, .file(id: id, vendor: .openAI), detail: detail)
        }
        let url = part["image_url"]
        return try ChatCompletionsPartReader.image(try url.requiredText(), detail: detail, url)
    }

    private static func file(_ part: RequestValue) throws(InvalidRequest) -> Media {
        guard let url = try part["file_url"].text() else { return try ChatCompletionsPartReader.file(part) }
        guard url.hasPrefixIgnoringCase("https://") || url.hasPrefixIgnoringCase("http://") else {
            throw part["file_url"].failure("a URL of http or https", .value)
        }
        return Media(.document, .url(url), filename: try part["filename"].text())
    }
}
