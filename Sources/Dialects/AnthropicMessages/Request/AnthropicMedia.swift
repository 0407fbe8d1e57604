// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Writes pictures and documents.
///
/// Source: Claude docs, vision and PDF support.
enum AnthropicMedia {
    static func write(
        _ media: Media,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        writer.beginObject()
        writer.key("type")
        switch media.kind {
        case .image: writer.string("image")
        case .document: writer.string("document")
        case .audio: throw Unsupported(place, "is a sound, which Anthropic's Messages do not take")
        case .video: throw Unsupported(place, "is a film, which Anthropic's Messages do not take")
        }
        writer.key("source")
        writer.beginObject()
        writer.key("type")
        try writeSource(of: media, at: place, to: &writer)
        writer.endObject()
        if media.kind == .document { writer.member("title", media.filename) }
        AnthropicTurns.write(media.cacheHint, to: &writer)
        writer.endObject()
    }

    private static func writeSource(
        of media: Media,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        switch media.source {
        case .url(let url):
            writer.string("url")
            writer.member("url", url)
        case .base64(let data):
            writer.string("base64")
            writer.member("media_type", media.mediaType)
            writer.key("data")
            writer.string(utf8: data)
        case .text(let text):
            writer.string("text")
            writer.member("media_type", "text/plain")
            writer.key("data")
            writer.string(utf8: text)
        case .file(let id, .anthropic):
            writer.string("file")
            writer.member("file_id", id)
        case .file:
            throw Unsupported(place, "is a file that is with another provider")
        }
    }
}
