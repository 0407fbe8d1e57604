// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// The bodies of the native API, keys in the reference's order.
enum NativeResponse {
    /// The answer of a generation.
    static func generation(_ answer: ChatAnswer) -> [UInt8] {
        body(status: "success") { writer in
            writer.key("content")
            writer.string(utf8: answer.text)
            usage(answer.completion.usage, &writer)
        }
    }

    /// The class that was chosen, as the caller gave it.
    static func classification(_ chosen: GivenClass, _ usage: Usage?) -> [UInt8] {
        body(status: "success") { writer in
            writer.key("content")
            writer.beginObject()
            writer.key("id")
            writer.string(chosen.id)
            writer.key("label")
            writer.string(chosen.label)
            writer.endObject()
            self.usage(usage, &writer)
        }
    }

    /// A summary.
    static func summarization(_ summary: ArraySlice<UInt8>, _ usage: Usage?) -> [UInt8] {
        body(status: "success") { writer in
            writer.key("content")
            writer.beginObject()
            writer.key("summary")
            writer.string(utf8: summary)
            writer.endObject()
            self.usage(usage, &writer)
        }
    }

    /// An error.
    static func error(_ message: String) -> [UInt8] {
        body(status: "error") { writer in
            writer.key("error")
            writer.string(message)
            writer.key("content")
            writer.null()
            writer.key("usage")
            writer.null()
        }
    }

    /// An object that begins with a status.
    static func body(status: String, _ members: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("status")
        writer.string(status)
        members(&writer)
        writer.endObject()
        return writer.take()
    }

    /// The member `usage`: null where the provider gave none.
    static func usage(_ usage: Usage?, _ writer: inout JSONWriter) {
        writer.key("usage")
        guard let usage else {
            writer.null()
            return
        }
        writer.beginObject()
        writer.key("prompt_tokens")
        writer.number(usage.promptTokens)
        writer.key("completion_tokens")
        writer.number(usage.completionTokens)
        writer.key("total_tokens")
        writer.number(usage.totalTokens)
        writer.endObject()
    }

    /// The member `providers`.
    static func providers(_ names: [String], _ writer: inout JSONWriter) {
        writer.key("providers")
        writer.beginArray()
        for name in names { writer.string(name) }
        writer.endArray()
    }
}
