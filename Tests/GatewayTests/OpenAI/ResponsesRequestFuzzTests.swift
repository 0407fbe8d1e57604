// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import Fuzzing
import JSONCoding
import Testing

/// Bodies of requests to the Responses API that are wrong somewhere.
@Suite struct ResponsesRequestFuzzTests {
    private static let corpus = [
        #"{"model":"local/m","instructions":"Be.","input":"Hi","temperature":0.7,"store":false,"metadata":{"a":"b"}}"#,
        #"{"model":"local/m","input":[{"role":"user","content":[{"type":"input_text","text":"x"},{"type":"input_image","image_url":"data:image/png;base64,AA==","detail":"low"},{"type":"input_file","filename":"a.pdf","file_data":"data:application/pdf;base64,AA=="}]}],"text":{"format":{"type":"json_schema","name":"a","schema":{"type":"object"},"strict":true},"verbosity":"low"},"reasoning":{"effort":"high","summary":"auto"}}"#,
        #"{"model":"local/m","input":[{"type":"reasoning","id":"rs","summary":[{"type":"summary_text","text":"Hm."}],"encrypted_content":"gw1.google.s"},{"type":"function_call","call_id":"c","name":"f","arguments":"{}"},{"type":"custom_tool_call","call_id":"d","name":"g","input":"x"},{"type":"function_call_output","call_id":"c","output":"1"},{"type":"custom_tool_call_output","call_id":"d","output":[{"type":"input_text","text":"2"}]}],"include":["reasoning.encrypted_content"],"tools":[{"type":"function","name":"f","parameters":{"type":"object"},"strict":false},{"type":"custom","name":"g","format":{"type":"grammar","syntax":"lark","definition":"a"}}],"tool_choice":{"type":"allowed_tools","mode":"auto","tools":[{"type":"function","name":"f"}]}}"#,
    ].map { Array($0.utf8) }

    @Test func requestBodies() async throws {
        let found = try await FuzzTarget("responses-requests", inputs: 600).run { random in
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
            let request = try ResponsesRequest(body[...])
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
