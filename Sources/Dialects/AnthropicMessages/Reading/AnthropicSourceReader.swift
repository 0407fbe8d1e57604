// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Reads pictures and documents.
///
/// Source: Claude API reference, create a message, image and document blocks.
enum AnthropicSourceReader {
    static func media(_ kind: Media.Kind, _ block: RequestValue) throws(InvalidRequest) -> Media {
        let source = block["source"]
        try source.requireObject()
        let type = try source["type"].requiredText()
        var media = Media(
            kind,
            try self.source(source, type, isDocument: kind == .document),
            filename: try block["title"].text(),
            cacheHint: try AnthropicRequest.cacheHint(of: block)
        )
        media.mediaType = try source["media_type"].text() ?? ""
        if media.mediaType.isEmpty, kind == .document {
            media.mediaType = type == "text" ? "text/plain" : "application/pdf"
        }
        return media
    }

    private static func source(
        _ source: RequestValue,
        _ type: ByteString,
        isDocument: Bool
    ) throws(InvalidRequest) -> Media.Source {
        switch type {
        case "base64": return .base64(try source["data"].requiredText().bytes)
        case "url":
            let url = try source["url"].requiredText()
            guard url.hasPrefixIgnoringCase("https://") || url.hasPrefixIgnoringCase("http://") else {
                throw source["url"].failure("a URL of http or https", .value)
            }
            return .url(url)
        case "file": return .file(id: try source["file_id"].requiredText(), vendor: .anthropic)
        case "text" where isDocument: return .text(try source["data"].requiredText().bytes)
        default:
            throw source["type"].unsupported("is \"\(type.prefix(bytes: 64))\", which is not supported with this model")
        }
    }
}
