// SPDX-License-Identifier: Apache-2.0

import Chat
import Testing

@testable import Gateway

struct NativeStreamEncoderTests {
    @Test func writesTheReferencesEventsByteForByte() {
        var encoder = NativeStreamEncoder(requestID: "abc")
        var output: [UInt8] = []
        encoder.append(.text(Array("Hel".utf8)[...]), to: &output)
        encoder.append(.text(Array("lo \"you\"\n".utf8)[...]), to: &output)
        encoder.append(
            .completed(
                ChatCompletion(
                    finishReason: .stop,
                    usage: Usage(promptTokens: 25, completionTokens: 150, totalTokens: 175)
                )
            ),
            to: &output
        )
        #expect(
            String(decoding: output, as: UTF8.self) == """
                data: {"id":"abc-1","text":"Hel","is_final":false,"usage":null}

                data: {"id":"abc-2","text":"lo \\"you\\"\\n","is_final":false,"usage":null}

                data: {"id":"abc-3","text":"Hello \\"you\\"\\n","is_final":true,"usage":\
                {"prompt_tokens":25,"completion_tokens":150,"total_tokens":175}}


                """
        )
    }

    @Test func usageThatIsUnknownIsNull() {
        var encoder = NativeStreamEncoder(requestID: "r")
        var output: [UInt8] = []
        encoder.append(.completed(ChatCompletion(finishReason: .stop, usage: nil)), to: &output)
        #expect(
            String(decoding: output, as: UTF8.self)
                == "data: {\"id\":\"r-1\",\"text\":\"\",\"is_final\":true,\"usage\":null}\n\n"
        )
    }

    @Test(arguments: [
        (FinishReason.length, "length"), (.contentFilter, "content_filter"), (.toolCalls, "tool_calls"),
        (.unknown, "unknown"),
    ])
    func anAnswerThatIsNotKnownToBeCompleteSaysWhy(_ reason: FinishReason, _ word: String) {
        var encoder = NativeStreamEncoder(requestID: "r")
        var output: [UInt8] = []
        encoder.append(.completed(ChatCompletion(finishReason: reason, usage: nil)), to: &output)
        #expect(
            String(decoding: output, as: UTF8.self) == """
                data: {"id":"r-1","text":"","is_final":true,"usage":null,"finish_reason":"\(word)"}


                """
        )
    }

    @Test func errorsAndCommentsAreEventsOfTheirOwn() {
        let encoder = NativeStreamEncoder(requestID: "r")
        var output: [UInt8] = []
        encoder.appendComment(to: &output)
        encoder.append(GatewayError(.gateway, "it\nbroke"), to: &output)
        #expect(
            String(decoding: output, as: UTF8.self) == """
                : keep-alive

                event: error
                data: {"status":"error","error":"it\\nbroke","content":null,"usage":null}


                """
        )
    }

    @Test func idsCountOnPastOneDigit() {
        var encoder = NativeStreamEncoder(requestID: "r")
        var output: [UInt8] = []
        for _ in 0..<1_234 {
            output.removeAll()
            encoder.append(.text([0x78]), to: &output)
        }
        #expect(String(decoding: output, as: UTF8.self).hasPrefix("data: {\"id\":\"r-1234\","))
    }

    @Test func aLongTextIsCompleteInTheFinalChunk() throws {
        var encoder = NativeStreamEncoder(requestID: "r")
        var text = ""
        for number in 0..<20_000 {
            let piece = "\(number) \"ä\" "
            text += piece
            var output: [UInt8] = []
            encoder.append(.text(Array(piece.utf8)[...]), to: &output)
        }
        var output: [UInt8] = []
        encoder.append(.completed(ChatCompletion(finishReason: .stop, usage: nil)), to: &output)
        let expected = text.replacing("\"", with: "\\\"")
        #expect(
            String(decoding: output, as: UTF8.self)
                == "data: {\"id\":\"r-20001\",\"text\":\"\(expected)\",\"is_final\":true,\"usage\":null}\n\n"
        )
    }
}
