// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import Fuzzing
import JSONCoding
import Testing

/// Bodies of requests to Anthropic's door that are wrong somewhere.
@Suite struct AnthropicRequestFuzzTests {
    private static let corpus = [
        #"{"model":"local/m","max_tokens":9,"system":[{"type":"text","text":"Be.","cache_control":{"type":"ephemeral","ttl":"1h"}}],"messages":[{"role":"user","content":"Hi"}],"temperature":0.7}"#,
        #"{"model":"local/m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}},{"type":"document","source":{"type":"text","data":"x"},"title":"t"}]},{"role":"system","content":"Now."}],"thinking":{"type":"enabled","budget_tokens":1024},"output_config":{"effort":"high"}}"#,
        #"{"model":"local/m","max_tokens":9,"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"gw1.google.s"},{"type":"tool_use","id":"t1","name":"f","input":{"x":[1]}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"ok"}],"is_error":true}]}],"tools":[{"name":"f","input_schema":{"type":"object"}}],"tool_choice":{"type":"tool","name":"f","disable_parallel_tool_use":true},"stop_sequences":["a"],"metadata":{"user_id":"u"}}"#,
    ].map { Array($0.utf8) }

    @Test func requestBodies() async throws {
        let found = try await FuzzTarget("anthropic-requests", inputs: 600).run { random in
            var json = RandomJSON(random)
            var body = json.random.pick(Self.corpus)
            if !json.random.oneIn(4) { body = json.change(body[...]) ?? body }
            if json.random.oneIn(2) { body = json.mutation(of: body) }
            return FuzzInput([], body)
        } check: { input in
            Self.complaint(input.bytes)
        }
        for complaint in found { Issue.record("\(complaint)") }
    }

    /// What is taken is JSON and says something; what is not is refused in a sentence that is not long.
    private static func complaint(_ body: [UInt8]) -> String? {
        do {
            let request = try AnthropicRequest(body[...])
            if (try? JSONValue(parsing: body[...])) == nil { return "taken, and no JSON" }
            if request.chat.model.isEmpty { return "taken without a model" }
            return request.chat.messages.contains { $0.parts.isEmpty } ? "taken with an empty message" : nil
        } catch let error as InvalidRequest {
            return 1...8_192 ~= error.message.utf8.count ? nil : "a message of \(error.message.utf8.count) bytes"
        } catch is JSONError {
            return nil
        } catch {
            return "an error of another kind: \(error)"
        }
    }
}
