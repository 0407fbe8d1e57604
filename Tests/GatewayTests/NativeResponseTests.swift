// SPDX-License-Identifier: Apache-2.0

import Chat
import Testing

@testable import Gateway

struct NativeResponseTests {
    @Test func aGenerationHasTheReferencesForm() {
        let answer = ChatAnswer(
            text: Array("The capital of France is Paris.".utf8)[...],
            completion: ChatCompletion(
                finishReason: .stop,
                usage: Usage(promptTokens: 25, completionTokens: 8, totalTokens: 33)
            )
        )
        #expect(
            String(decoding: NativeResponse.generation(answer), as: UTF8.self) == """
                {"status":"success","content":"The capital of France is Paris.",\
                "usage":{"prompt_tokens":25,"completion_tokens":8,"total_tokens":33}}
                """
        )
    }

    @Test func anErrorHasFourFields() {
        #expect(
            String(decoding: NativeResponse.error("a \"b\""), as: UTF8.self)
                == #"{"status":"error","error":"a \"b\"","content":null,"usage":null}"#
        )
    }
}
