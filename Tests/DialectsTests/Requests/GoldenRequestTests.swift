// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import FoundationEssentials
import JSONCoding
import Testing

/// What becomes of a chat in each dialect, byte for byte: `Golden/NAME.DIALECT.json` holds the request and what was left out
/// of it, or why there is none.
///
/// `RECORD_GOLDEN=1 make test` writes the files anew; read what has changed.
@Suite struct GoldenRequestTests {
    static let requests =
        GoldenRequest.conversations + GoldenRequest.media + GoldenRequest.tools + GoldenRequest.parameters
        + GoldenRequest.signatures

    @Test func namesAreUnique() {
        #expect(Set(Self.requests.map(\.name)).count == Self.requests.count)
        #expect(Self.requests.count > 40)
    }

    @Test(arguments: requests, GoldenDialect.allCases)
    func request(_ request: GoldenRequest, _ dialect: GoldenDialect) throws {
        let found = try outcome(of: request, in: dialect)
        let path = TestFiles.golden + "/\(request.name).\(dialect.rawValue).json"
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] != nil { try TestFiles.write(found, to: path) }
        #expect(try JSONValue(parsing: found[...]) == TestFiles.json(path), "\(String(decoding: found, as: UTF8.self))")
    }

    private func outcome(of request: GoldenRequest, in dialect: GoldenDialect) throws -> [UInt8] {
        var traits = dialect.traits
        request.traits(&traits)
        var writer = JSONWriter()
        writer.beginObject()
        do throws(Unsupported) {
            let wire = try dialect.dialect.encode(request.chat, for: traits, streaming: false, adaptation: [])
            writer.key("request")
            writer.raw(wire.body)
            if !wire.leftOut.isEmpty {
                writer.key("left_out")
                writer.beginArray()
                for name in wire.leftOut.names { writer.string(name) }
                writer.endArray()
            }
        } catch {
            writer.key("unsupported")
            writer.string("\(error.place.words) \(error.reason)")
        }
        writer.endObject()
        return writer.take()
    }
}

extension ChatParameters {
    private static let names: [(ChatParameters, String)] = [
        (.temperature, "temperature"), (.maxTokens, "max_tokens"), (.responseFormat, "response_format"),
        (.reasoning, "reasoning"), (.topP, "top_p"), (.topK, "top_k"), (.presencePenalty, "presence_penalty"),
        (.frequencyPenalty, "frequency_penalty"), (.seed, "seed"), (.logitBias, "logit_bias"),
        (.logprobs, "logprobs"), (.choices, "choices"), (.stopSequences, "stop_sequences"),
        (.toolChoice, "tool_choice"), (.parallelToolCalls, "parallel_tool_calls"), (.endUser, "end_user"),
        (.cacheKey, "cache_key"), (.serviceTier, "service_tier"), (.verbosity, "verbosity"), (.detail, "detail"),
        (.cacheHint, "cache_hint"), (.reasoningDisplay, "reasoning_display"),
    ]

    fileprivate var names: [String] { Self.names.filter { contains($0.0) }.map(\.1) }
}

extension Unsupported.Place {
    fileprivate var words: String {
        switch self {
        case .parameter(let parameter): parameter.names.joined(separator: ", ")
        case .tool(let number): "tool \(number)"
        case .part(let number, let message, _): "message \(message), part \(number)"
        }
    }
}
