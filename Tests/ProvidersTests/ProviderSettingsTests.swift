// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import HTTPTypes
import Testing
import Upstream

@testable import Providers

/// What an operator can set for one provider beyond its address and its key.
struct ProviderSettingsTests {
    private func provider(_ name: String, _ settings: ProviderSettings) throws -> Provider {
        let further = ProviderConfiguration.builtInNames.contains(name) ? [] : [name]
        let configuration = ProviderConfiguration(settings: [name: settings], furtherProviders: further)
        return try #require(try ProviderRegistry(configuration)[ByteString(name)])
    }

    private func settings(_ baseURL: String? = "http://h/base", key: String? = "s3cret-key") -> ProviderSettings {
        ProviderSettings(baseURL: baseURL, key: key.map(Secret.init))
    }

    @Test(arguments: [
        ("bearer", "authorization", "Bearer s3cret-key"), ("BEARER", "authorization", "Bearer s3cret-key"),
        ("x-api-key", "x-api-key", "s3cret-key"), ("api-key", "api-key", "s3cret-key"),
        ("Authorization", "authorization", "s3cret-key"),
    ])
    func theKeyGoesWhereItIsWanted(_ text: String, _ name: String, _ value: String) throws {
        var settings = settings()
        settings.keyHeader = KeyHeader(text)
        #expect(settings.keyHeader != nil)
        for dialect in ProviderDialect.allCases {
            settings.dialect = dialect
            let fields = try provider("mine", settings).modelsRequest.headerFields
            let keys = fields.filter { $0.value.contains("s3cret-key") }
            #expect(keys.map(\.name.canonicalName) == [name])
            #expect(keys.map(\.value) == [value])
        }
    }

    @Test(arguments: [
        (ProviderDialect.chatCompletions, "authorization", "/base/models"),
        (.anthropic, "x-api-key", "/base/v1/models"),
        (.gemini, "x-goog-api-key", "/base/models"),
    ])
    func aDialectHasItsOwnPlaceOfTheKey(_ dialect: ProviderDialect, _ name: String, _ target: String) throws {
        var settings = settings()
        settings.dialect = dialect
        let request = try provider("mine", settings).modelsRequest
        #expect(request.headerFields.contains { $0.name.canonicalName == name && $0.value.hasSuffix("s3cret-key") })
        #expect(request.target.hasPrefix(target), "\(request.target)")
    }

    @Test func headersAreAddedOrTakeThePlaceOfOthers() throws {
        var settings = settings()
        settings.headers = [
            try #require(ProviderHeader(name: "X-Team", value: "search")),
            try #require(ProviderHeader(name: "user-agent", value: "mine/1")),
            try #require(ProviderHeader(name: "Authorization", value: "Api-Key other-s3cret")),
        ]
        let provider = try provider("mine", settings)
        let fields = provider.modelsRequest.headerFields
        #expect(fields[values: .userAgent] == ["mine/1"])
        #expect(fields[values: .authorization] == ["Api-Key other-s3cret"])
        #expect(fields.contains { $0.name.canonicalName == "x-team" && $0.value == "search" })
        // What is likely to be a key is kept out of messages.
        #expect(provider.secrets.map(\.revealed) == ["s3cret-key", "Api-Key other-s3cret"])
        var shown = ""
        dump(settings, to: &shown)
        #expect(!shown.contains("s3cret") && !shown.contains("search"))
    }

    @Test(arguments: ["Host", "content-length", "Transfer-Encoding", "Accept", "a b", "", "é"])
    func someHeadersAreTheGatewaysOwn(_ name: String) {
        #expect(ProviderHeader(name: name, value: "x") == nil)
    }

    @Test(arguments: ["", " x", "x ", "a\nb", "a\u{7F}", "é"])
    func aHeadersValueIsVisibleASCII(_ value: String) {
        #expect(ProviderHeader(name: "X-A", value: value) == nil)
    }

    @Test func theQueryIsEscapedAndComesBehindTheDialects() throws {
        var settings = settings()
        settings.query.add("api-version", "2024-10-21")
        settings.query.add("a b", "x&y=ä")
        settings.query.add("sig", "other-s3cret")
        let expected = "api-version=2024-10-21&a%20b=x%26y%3D%C3%A4&sig=other-s3cret"
        #expect(try provider("mine", settings).modelsRequest.target == "/base/models?\(expected)")
        settings.dialect = .gemini
        let target = try provider("mine", settings).modelsRequest.target
        #expect(target.hasPrefix("/base/models?pageSize=") && target.hasSuffix("&\(expected)"), "\(target)")
        #expect("\(settings.query)" == "api-version=***&a b=***&sig=***")
        var shown = ""
        dump(settings, to: &shown)
        #expect(!shown.contains("s3cret") && !shown.contains("2024"))
    }

    @Test func whatIsSetChangesNothingElse() throws {
        var settings = settings(nil)
        settings.headers = [try #require(ProviderHeader(name: "X-A", value: "b"))]
        settings.models = ["m", "n"]
        for name in ["openai", "groq", "google", "local", "anthropic", "mistral"] {
            let plain = try provider(name, self.settings(nil))
            let changed = try provider(name, settings)
            #expect(changed.models == ["m", "n"] && plain.models == nil)
            #expect(changed.baseURL == plain.baseURL && changed.key == plain.key && changed.needsKey == plain.needsKey)
            #expect(changed.collectsStreams == plain.collectsStreams && changed.isListed == plain.isListed)
            #expect(changed.settingNames == plain.settingNames && changed.memoryKey == plain.memoryKey)
            #expect(changed.traits("gpt-4o") == plain.traits("gpt-4o"))
            var fields = changed.modelsRequest.headerFields
            fields.removeAll { $0.name.canonicalName == "x-a" }
            #expect(fields == plain.modelsRequest.headerFields)
        }
    }

    /// What was learnt of a provider is kept as long as it is the same one.
    @Test func aProviderThatHasMovedIsAnotherOne() throws {
        let key = try provider("mine", settings()).memoryKey
        #expect(try provider("mine", settings(key: "another")).memoryKey == key)
        #expect(try provider("mine", settings("http://elsewhere/base")).memoryKey != key)
        #expect(try provider("yours", settings()).memoryKey != key)
        var other = settings()
        other.dialect = .anthropic
        #expect(try provider("mine", other).memoryKey != key)
    }
}
