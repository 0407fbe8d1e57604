// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FoundationEssentials
import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// What a provider of each dialect answers, and what the caller of `POST /v1/chat/completions` gets for it: a folder for each
/// behaviour in `Golden`, see ``GoldenCase``.
///
/// `RECORD_GOLDEN=1 make test` writes the files of the callers anew; read what has changed.
@Suite struct GoldenAnswerTests {
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil

    @Test func casesAreFound() {
        #expect(GoldenCase.behaviours.count > 50)
        #expect(GoldenCase.all.count > 200)
        for provider in GoldenProvider.allCases {
            for form in GoldenCase.Form.allCases {
                #expect(GoldenCase.all.filter { $0.provider == provider && $0.form == form }.count > 15)
            }
        }
    }

    @Test(arguments: GoldenCase.behaviours)
    func everyFileIsRead(_ behaviour: String) {
        #expect(GoldenCase.unread(in: behaviour) == [])
    }

    @Test(arguments: GoldenCase.all.filter { $0.form == .document })
    func anAnswerInOnePiece(_ golden: GoldenCase) async throws {
        let sent = try golden.response()
        let (response, text, identities) = try await ask(golden, sent, streaming: false)
        try check(text, golden)
        try #require(response.status == 200, "\(response.body)")
        #expect(response.field("Content-Type") == "application/json; charset=utf-8")
        #expect(try await ask(golden, sent.byteByByte, streaming: false).text == text)
        if golden.provider.isPassedOn {
            #expect(Array(response.body.utf8) == sent.pieces.flatMap(\.self))
        } else {
            try checkIdentity(identities, golden)
        }
    }

    /// A stream is the same whether it comes in one piece or byte by byte, and has its usage only where that was asked for.
    @Test(arguments: GoldenCase.all.filter { $0.form == .stream })
    func anAnswerAsAStream(_ golden: GoldenCase) async throws {
        let sent = try golden.response()
        let (response, text, identities) = try await ask(golden, sent, streaming: true)
        try check(text, golden)
        try #require(response.status == 200, "\(response.body)")
        #expect(response.field("Content-Type") == "text/event-stream; charset=utf-8")
        #expect(try await ask(golden, sent.byteByByte, streaming: true).text == text)
        let withoutUsage = text.split(separator: "\n\n").filter { !$0.contains(#""choices":[]"#) }
            .map { $0.replacing(#","usage":null"#, with: "") + "\n\n" }.joined()
        #expect(try await ask(golden, sent, streaming: true, usage: false).text == withoutUsage)
        if golden.provider.isPassedOn {
            #expect(Array(response.body.utf8) == sent.pieces.flatMap(\.self))
        } else {
            try checkIdentity(identities, golden)
        }
    }

    /// A failure is told alike whatever was asked for, and however its bytes come, and nobody is asked again.
    @Test(arguments: GoldenCase.all.filter { $0.form == .response })
    func aFailure(_ golden: GoldenCase) async throws {
        let sent = try golden.response()
        let isStream = sent.headerFields.contains { $0.1 == "text/event-stream" }
        let (response, text, _) = try await ask(golden, sent, streaming: true)
        try check(text, golden)
        #expect(!response.body.contains("[DONE]"))
        #expect(try await ask(golden, sent.byteByByte, streaming: true).text == text)
        if !isStream { #expect(try await ask(golden, sent, streaming: false).text == text) }
    }

    private func check(_ found: String, _ golden: GoldenCase) throws {
        if Self.isRecording { return try golden.record(found) }
        let expected = try golden.expected()
        // Byte by byte: a String calls some different texts the same.
        #expect(Array(found.utf8) == Array(expected.utf8), "\(found)")
    }

    /// Every document of an answer has one id of the gateway's, one time and the model as the caller has named it.
    private func checkIdentity(_ identities: [[JSONValue]], _ golden: GoldenCase) throws {
        let identity = try #require(identities.first)
        try #require(identity.count == 3)
        #expect(identities.allSatisfy { $0 == identity })
        #expect(identity[0].textValue?.hasPrefix("chatcmpl-") == true && identity[0].textValue?.count == 33)
        let age = Int(Date().timeIntervalSince1970) - (identity[1].intValue ?? 0)
        #expect((0...600).contains(age))
        #expect(identity[2].stringValue == "\(golden.provider.name)/m")
    }

    private func ask(
        _ golden: GoldenCase,
        _ sent: ScriptedResponse,
        streaming: Bool,
        usage: Bool = true
    ) async throws -> (response: DoorClient.Response, text: String, identities: [[JSONValue]]) {
        let stream =
            (streaming ? #","stream":true"# : "")
            + (streaming && usage ? #","stream_options":{"include_usage":true}"# : "")
        let model = "\(golden.provider.name)/m"
        let client = try DoorClient([sent])
        let response = await client.send(
            "/v1/chat/completions",
            #"{"model":"\#(model)","messages":[{"role":"user","content":"Hi"}]\#(golden.members)\#(stream)}"#
        )
        #expect(client.sent.count == 1)
        var reply = GoldenReply(of: golden.provider)
        let text = try reply.text(of: response, response.status == 200 ? golden.form : .response)
        return (response, text, reply.identities)
    }
}
