// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// Models as OpenAI's clients read them.
///
/// Source: OpenAI API reference, models.
enum OpenAIModelList {
    static func document(_ entries: [ModelList.Entry]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("object")
        writer.string("list")
        writer.key("data")
        writer.beginArray()
        for entry in entries { write(entry, to: &writer) }
        writer.endArray()
        writer.endObject()
        return writer.take()
    }

    static func document(_ entry: ModelList.Entry) -> [UInt8] {
        var writer = JSONWriter()
        write(entry, to: &writer)
        return writer.take()
    }

    private static func write(_ entry: ModelList.Entry, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("id")
        writer.string(entry.id)
        writer.key("object")
        writer.string("model")
        // When a model was made no provider but OpenAI tells, and nobody reads it.
        writer.key("created")
        writer.number(0)
        writer.key("owned_by")
        writer.string(entry.provider)
        writer.endObject()
    }
}
