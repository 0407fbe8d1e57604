// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding
internal import ServerSentEvents

/// Writes the events of the native API's stream.
///
/// A chunk is put together from bytes that are the same in all chunks; only its number and its text are new. The
/// complete text is collected as it is escaped, and is copied into the final chunk as it is.
struct NativeStreamEncoder: StreamEncoder {
    private let prefix: [UInt8]
    private static let beforeText = Array(#"","text":""#.utf8)
    private static let afterText = Array("\",\"is_final\":false,\"usage\":null}\n\n".utf8)
    private static let finalAfterText = Array(#"","is_final":true"#.utf8)

    private var lastNumber = 0
    private var escapedText = TextBlocks()

    /// Makes an encoder; the ids of its chunks are the request's id and a number.
    init(requestID: String) {
        prefix = Array(#"data: {"id":"\#(requestID)-"#.utf8)
    }

    mutating func append(_ event: ChatEvent, to output: inout [UInt8]) {
        switch event {
        case .text(let text): appendChunk(text, to: &output)
        case .completed(let completion): appendFinalChunk(completion, to: &output)
        case .start, .partOpen, .refusal, .reasoning, .arguments, .opaque, .logprobs, .verbatim, .partClose, .choice:
            break
        }
    }

    func append(_ error: GatewayError, to output: inout [UInt8]) {
        ServerSentEventSerializer.appendEvent(name: "error", data: NativeResponse.error(error.message), to: &output)
    }

    func appendComment(to output: inout [UInt8]) {
        ServerSentEventSerializer.appendComment("keep-alive", to: &output)
    }

    /// Appends a chunk with the next piece of text.
    private mutating func appendChunk(_ text: ArraySlice<UInt8>, to output: inout [UInt8]) {
        appendID(to: &output)
        let start = output.count
        JSONWriter.appendEscaped(text, to: &output)
        escapedText.append(output[start...])
        output.append(contentsOf: Self.afterText)
    }

    /// Appends the final chunk with the complete text; one that is not known to be complete says why the model stopped.
    private mutating func appendFinalChunk(_ completion: ChatCompletion, to output: inout [UInt8]) {
        appendID(to: &output)
        escapedText.append(to: &output)
        output.append(contentsOf: Self.finalAfterText)
        var writer = JSONWriter()
        writer.beginObject()
        NativeResponse.usage(completion.usage, &writer)
        if completion.finishReason != .stop {
            writer.key("finish_reason")
            writer.string(completion.finishReason.rawValue)
        }
        writer.endObject()
        output.append(UInt8(ascii: ","))
        output.append(contentsOf: writer.take().dropFirst())
        output.append(contentsOf: "\n\n".utf8)
    }

    private mutating func appendID(to output: inout [UInt8]) {
        lastNumber += 1
        output.append(contentsOf: prefix)
        Self.append(lastNumber, to: &output)
        output.append(contentsOf: Self.beforeText)
    }

    private static func append(_ number: Int, to output: inout [UInt8]) {
        let start = output.count
        var rest = number
        repeat {
            output.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        } while rest > 0
        output[start...].reverse()
    }
}
