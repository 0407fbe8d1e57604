// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// How probable the tokens of an answer were, in OpenAI's words.
///
/// Source: Gemini API reference, LogprobsResult; OpenAI API reference, the chat completion object, `logprobs`.
enum GeminiLogprobs {
    /// Translates a `logprobsResult`; nil when it has no tokens.
    static func content(of result: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let value = try? JSONValue(parsing: result), let chosen = value["chosenCandidates"]?.arrayValue,
            !chosen.isEmpty
        else { return nil }
        let top = value["topCandidates"]?.arrayValue ?? []
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("content")
        writer.beginArray()
        for (position, token) in chosen.enumerated() {
            writer.beginObject()
            write(token, to: &writer)
            writer.key("top_logprobs")
            writer.beginArray()
            // The two lists are of the same length where the others were asked for.
            for other in position < top.count ? top[position]["candidates"]?.arrayValue ?? [] : [] {
                writer.beginObject()
                write(other, to: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
        writer.key("refusal")
        writer.null()
        writer.endObject()
        return writer.take()[...]
    }

    private static func write(_ candidate: JSONValue, to writer: inout JSONWriter) {
        let token = candidate["token"]?.textValue ?? ""
        writer.member("token", token)
        writer.key("logprob")
        if let probability = candidate["logProbability"] { probability.write(to: &writer) } else { writer.number(0) }
        writer.key("bytes")
        writer.beginArray()
        for byte in token.bytes { writer.number(Int(byte)) }
        writer.endArray()
    }
}
