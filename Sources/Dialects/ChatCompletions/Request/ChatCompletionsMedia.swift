// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Writes the parts of a user's message.
///
/// Source: OpenAI API reference, create a chat completion, content parts; OpenAI docs, images, files and audio.
enum ChatCompletionsMedia {
    static func write(
        _ part: MessagePart,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        switch part {
        case .text(let text): writeText(text.text, to: &writer)
        case .media(let media): try write(media, at: place, to: &writer)
        case .vendor(let value) where value.vendor == .openAI: writer.raw(value.json)
        case .refusal, .toolCall, .toolResult, .reasoning, .vendor:
            throw Unsupported(place, "is nothing that a user says in chat completions")
        }
    }

    private static func writeText(_ text: ArraySlice<UInt8>, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("text")
        writer.key("text")
        writer.string(utf8: text)
        writer.endObject()
    }

    private static func write(
        _ media: Media,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        // A file of plain text is a text.
        if case .text(let text) = media.source { return writeText(text, to: &writer) }
        writer.beginObject()
        switch media.kind {
        case .image: try writeImage(media, at: place, to: &writer)
        case .document: try writeFile(media, at: place, to: &writer)
        case .audio: try writeAudio(media, at: place, to: &writer)
        case .video: throw Unsupported(place, "is a film, which chat completions do not take")
        }
        writer.endObject()
    }

    private static func writeImage(
        _ media: Media,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        writer.key("type")
        writer.string("image_url")
        writer.key("image_url")
        writer.beginObject()
        switch media.source {
        case .url(let url): writer.member("url", url)
        case .base64(let data): writeDataURL(data, media.mediaType, as: "url", to: &writer)
        case .text, .file: throw Unsupported(place, "is a picture that is neither at a URL nor in base64")
        }
        writer.member("detail", media.detail)
        writer.endObject()
    }

    private static func writeFile(
        _ media: Media,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        writer.key("type")
        writer.string("file")
        writer.key("file")
        writer.beginObject()
        switch media.source {
        case .base64(let data):
            // The name must be there with data.
            writer.member("filename", media.filename ?? "document")
            writeDataURL(data, media.mediaType, as: "file_data", to: &writer)
        case .file(let id, .openAI): writer.member("file_id", id)
        case .file: throw Unsupported(place, "is a file that is with another provider")
        case .url, .text: throw Unsupported(place, "is a document at a URL, which chat completions do not fetch")
        }
        writer.endObject()
    }

    private static func writeAudio(
        _ media: Media,
        at place: Unsupported.Place,
        to writer: inout JSONWriter
    ) throws(Unsupported) {
        guard case .base64(let data) = media.source, let format = audioFormat(media.mediaType) else {
            throw Unsupported(place, "is a sound that is neither WAV nor MP3 in base64")
        }
        writer.key("type")
        writer.string("input_audio")
        writer.key("input_audio")
        writer.beginObject()
        writer.key("data")
        writer.string(utf8: data)
        writer.key("format")
        writer.string(format)
        writer.endObject()
    }

    private static func audioFormat(_ mediaType: ByteString) -> String? {
        switch mediaType.lowercased {
        case "audio/wav", "audio/x-wav", "audio/wave": "wav"
        case "audio/mp3", "audio/mpeg": "mp3"
        default: nil
        }
    }

    private static func writeDataURL(
        _ data: ArraySlice<UInt8>,
        _ mediaType: ByteString,
        as name: String,
        to writer: inout JSONWriter
    ) {
        writer.key(name)
        writer.string(utf8: Array("data:".utf8) + mediaType.bytes + ";base64,".utf8 + data)
    }
}
