// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import JSONCoding
import Providers
import Testing

@testable import Attempts
@testable import Dialects

/// Which part of a request a provider's error is about, whatever its words are, in all dialects alike.
@Suite struct RejectionTests {
    private static let dialects = ["local", "openai", "google", "anthropic"]

    private func chat(_ maxTokens: Int, temperature: Double = 0.2) -> ChatRequest {
        var chat = ChatRequest.brief("some-model")
        chat.maxTokens = maxTokens
        chat.temperature = temperature
        return chat
    }

    @Test(
        arguments: [
            "Temperature and you are no friends", "bad value: temperature", "`temperature` is obsolete",
            "参数temperature无效", "Der Wert von \"temperature\" wird nicht angenommen", "generationConfig.temperature?",
            "RelayError: UpstreamException - b'{\"message\":\"temperature: no\"}'", "no TEMPERATURE!",
        ],
        dialects
    )
    func theTemperature(_ message: String, _ dialect: String) {
        #expect(Provider.scripted(dialect).next(message, of: chat(100)) == [.omitsTemperature])
    }

    /// The limits that messages allow, in many spellings, for 32768 tokens that were asked for.
    @Test(
        arguments: [
            ("Range of max_tokens should be [1, 8000]", 8_000), ("maxOutputTokens: [1,128]", 128),
            ("max_tokens (current value: 32768) must be between 0 and 4001", 4_001),
            ("max_output_tokens may lie from 1 to 12,288", 12_288), ("`max_tokens` must be <= 5000", 5_000),
            ("max_tokens: maximum value is 8191, received 32768", 8_191), ("Max tokens must be less than 4097", 4_096),
            ("max_tokens: Input should be less than or equal to 2048", 2_048), ("max_tokens > 1024 is too much", 1_024),
            ("This one supports at most 16_384 completion tokens, whereas you provided 32768", 16_384),
            ("max_tokens cannot be greater than 9000 here", 9_000), ("max_tokens can't be more than 32", 32),
            ("max tokens 32768 exceeds the limit of 7000", 7_000),
            ("max_tokens 的取值不能超过 6000", 6_000), ("El valor de max_tokens es 6100 como mucho", 6_100),
            ("max_completion_tokens 1-3000", 3_000), ("maxTokens: up to 30k", 30_000),
            ("max_tokens must be ≥ 1 and ≤ 2500", 2_500), ("(max_tokens) 1 ~ 2600", 2_600),
            ("error 400: max_tokens for gpt-4-0613 is 4095 or less", 4_095),
        ],
        dialects
    )
    func theLimitOfTokens(_ message: (text: String, limit: Int), _ dialect: String) {
        let next = Provider.scripted(dialect).next(message.text, of: chat(32_768))
        #expect(next?.tokenLimit(for: 32_768) == message.limit, "\(message.text)")
        #expect(next?.tokenLimit(for: 100) == min(100, message.limit))
        #expect(next?.changes == [])
    }

    @Test(arguments: ["max_tokens must be at least 16", "max_tokens: minimum 16", "max_tokens >= 16, got 5"], dialects)
    func theLeastLimitOfTokens(_ message: String, _ dialect: String) {
        let next = Provider.scripted(dialect).next(message, of: chat(5))
        #expect(next?.tokenLimit(for: 5) == 16)
        #expect(next?.tokenLimit(for: 500) == 500)
    }

    /// The number of an error's status, which some give as its code, is none that is allowed, whatever words precede it.
    @Test(arguments: ["temperature is not taken by gemini-x", "temperature: see the minutes of model-limits"])
    func aStatusIsNoLimit(_ message: String) {
        let report = ProviderReport(message: ByteString(message), code: "400", status: 400)
        for dialect in Self.dialects {
            let provider = Provider.scripted(dialect)
            let fields = provider.fields(of: chat(9))
            let next = Rejection(.status(400, report), of: chat(9))?.change(of: fields, current: [])?.next
            #expect(next == [.omitsTemperature], "\(dialect)")
        }
    }

    /// Words count from their start on: "gemini" holds no "min", and "climax" no "max".
    @Test(arguments: ["temperature and gemini 3", "temperature beside the admin's 7", "temperature: moreover 5"])
    func wordsWithinWordsSayNothing(_ message: String) {
        for dialect in Self.dialects {
            #expect(Provider.scripted(dialect).next(message, of: chat(9)) == [.omitsTemperature], "\(dialect)")
        }
    }

    /// A range is kept for the temperatures that it has no place for, and no other caller's is changed.
    @Test(
        arguments: [
            ("temperature must be in range (0, +inf)", 0.0, nil), ("temperature must be > 0", 0, nil),
            ("temperature: between 0.1 and 1", 0, 0.1), ("temperature should be at least 0.01", 0, 0.01),
            ("temperature must be strictly positive", 0, nil), ("temperature is at most 0.5", 0.9, 0.5),
            ("temperature must be less than 1", 1, nil), ("temperature: [0, 0.8]", 0.9, 0.8),
        ] as [(String, Double, Double?)],
        dialects
    )
    func rangesOfTemperatures(_ example: (text: String, sent: Double, allowed: Double?), _ dialect: String) {
        let next = Provider.scripted(dialect).next(example.text, of: chat(100, temperature: example.sent))
        #expect(next?.temperature(for: example.sent) == example.allowed, "\(example.text)")
        #expect(next?.temperature(for: 0.4) == 0.4)
        #expect(next?.changes == [])
    }

    @Test(
        arguments: [
            "Only user, assistant and tool roles are supported, got system", "role system is not supported here",
            "the roles of messages: 'system' is none of them", "System messages cannot be rendered",
            "only `user`/`assistant`/`tool` may speak, and the role is system",
        ],
        [400, 422, 500]
    )
    func theRoleOfTheSystem(_ message: String, _ status: Int) {
        for dialect in Self.dialects {
            #expect(Provider.scripted(dialect).next(message, status: status, of: chat(9)) == [.mergesSystemText])
        }
    }

    /// Statuses that relays wrap around a rejected request, told apart by what the error says.
    @Test func statusesOfRelays() {
        let local = Provider.scripted("local")
        func next(_ status: Int, _ report: ProviderReport) -> RequestAdaptation? {
            let fields = local.fields(of: chat(9))
            return Rejection(.status(status, report), of: chat(9))?.change(of: fields, current: [])?.next
        }
        for status in [404, 424, 502, 503, 520] {
            #expect(next(status, ProviderReport(message: "temperature", status: 400)) == [.omitsTemperature])
            #expect(
                next(status, ProviderReport(message: "temperature", type: "BadRequestError")) == [.omitsTemperature]
            )
            #expect(next(status, ProviderReport(message: "temperature", type: "overloaded")) == nil)
        }
        for status in [401, 402, 403, 408, 429, 529] {
            #expect(next(status, ProviderReport(message: "temperature", type: "BadRequestError", status: 400)) == nil)
        }
        // The error object's own field wins over what the text names first.
        let report = ProviderReport(message: "max_tokens and temperature", parameter: "generation.temperature")
        #expect(next(400, report) == [.omitsTemperature])
        #expect(next(400, ProviderReport(message: "x", parameter: "body.messages.0.role")) == [.mergesSystemText])
        #expect(next(400, ProviderReport(message: "x", parameter: "model")) == nil)
    }

    @Test(arguments: [
        "The model some-temperature-model does not exist", "no model gpt-temperature", "who is x-system-prompt?",
        "messages: at least one is needed", "model is required",
        "stream must be a boolean", "prompt is too long: 210000 tokens > 200000 maximum", "mytemperature",
        "temperature_of_x",
        "Invalid authentication", "",
    ])
    func whatWasNotSentOrMustBeThere(_ message: String) {
        for dialect in Self.dialects {
            #expect(Provider.scripted(dialect).next(message, of: chat(9)) == nil, "\(dialect)")
        }
    }

    /// Every name of every part in all usual spellings.
    @Test(arguments: [
        "max_tokens", "maxTokens", "max tokens", "Max-Tokens", "MAX_TOKENS", "max_output_tokens", "maxOutputTokens",
    ])
    func spellings(_ name: String) {
        for text in [name, "`\(name)`", "config.\(name)", "no \(name)s", "\"\(name)\":1"] {
            #expect(SpelledText(ByteString(text)).position(of: ["maxtokens", "maxoutputtokens"]) != nil, "\(text)")
        }
        for text in ["x\(name)", "\(name)x", "\(name)_x", "\(name)2"] {
            #expect(SpelledText(ByteString(text)).position(of: ["maxtokens", "maxoutputtokens"]) == nil, "\(text)")
        }
    }

    @Test func quotationsAreMasked() {
        var chat = ChatRequest.brief("the/model")
        chat.messages = [
            ChatMessage(role: .system, "- c1: cold weather\n- c2: hot"),
            ChatMessage(
                role: .user,
                String(repeating: "ab", count: 300_000) + "The temperature has never been higher."
            ),
        ]
        func masked(_ text: String) -> String {
            QuotedText.masking(ByteString(text), of: chat).string.split(separator: " ").joined(separator: " ")
        }
        #expect(masked("no: The temperature has never been higher. yes") == "no: yes")
        #expect(masked("temperature has never, they say") == "temperature has never, they say")
        #expect(masked("'- c1: cold weather' it was") == "' ' it was")
        #expect(masked("the/model and the/models, a/the/model") == "and the/models, a/")
        #expect(masked("hot") == "hot")
    }

    /// The work for a message that repeats a large request grows with its size and no faster.
    @Test func aRequestThatRepeatsItselfIsMaskedAtOnce() {
        var chat = ChatRequest.brief("m")
        let marks = String(repeating: "a\u{301}\u{323}", count: 300_000)
        chat.messages = [ChatMessage(role: .user, marks)]
        let next = Provider.scripted("local").next(
            "temperature: " + String(marks.unicodeScalars.prefix(60_000)),
            of: chat
        )
        #expect(next == [.omitsTemperature])
    }
}
