// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Testing
import Upstream

@testable import Providers

/// Which providers a configuration gives, and what is wrong with it.
@Suite struct ProviderRegistryTests {
    private typealias Fault = ProviderConfigurationError.Fault

    private func registry(_ settings: [String: ProviderSettings], further: [String] = []) throws -> ProviderRegistry {
        try ProviderRegistry(ProviderConfiguration(settings: settings, furtherProviders: further))
    }

    private func faults(_ settings: [String: ProviderSettings], further: [String] = []) -> [Fault] {
        do {
            _ = try ProviderRegistry(ProviderConfiguration(settings: settings, furtherProviders: further))
            return []
        } catch {
            return error.faults
        }
    }

    @Test func emptyEnvironment() throws {
        let registry = try registry([:])
        #expect(registry.names == ["openai", "groq", "google", "local"])
        #expect(registry["openai"]?.availability == .missingKey)
        #expect(registry["GROQ"]?.availability == .missingKey)
        #expect(registry["google"]?.availability == .missingKey)
        #expect(registry["Local"]?.availability == .ready)
        #expect(registry["other"] == nil)
        #expect(registry["local"]?.baseURL.text == "http://localhost:11434/v1")
        #expect(registry["groq"]?.baseURL.text == "https://api.groq.com/openai/v1")
    }

    @Test func anthropicIsListedOnceItHasAKey() throws {
        let unlisted = try registry(["anthropic": ProviderSettings(baseURL: "http://h:1", key: Secret(" "))])
        #expect(unlisted.names == ["openai", "groq", "google", "local"])
        #expect(unlisted["Anthropic"]?.availability == .missingKey)
        #expect(unlisted["anthropic"]?.baseURL.text == "http://h:1")

        let listed = try registry(["anthropic": ProviderSettings(key: Secret("sk-ant-1234"))], further: ["xai"])
        #expect(listed.names == ["openai", "groq", "google", "local", "anthropic", "xai"])
        #expect(listed["anthropic"]?.availability == .ready)
        #expect(listed["anthropic"]?.baseURL.text == "https://api.anthropic.com")
    }

    @Test func keys() throws {
        let registry = try registry([
            "openai": ProviderSettings(key: Secret(" sk-1234 \n")), "groq": ProviderSettings(key: Secret("  ")),
        ])
        #expect(registry["openai"]?.availability == .ready)
        #expect(registry["openai"]?.key?.revealed == "sk-1234")
        #expect(registry["groq"]?.availability == .missingKey)
        for key in ["sk-1\n2", "sk-é", "a b"] {
            #expect(faults(["openai": ProviderSettings(key: Secret(key))]) == [.badKey(provider: "openai")])
        }
    }

    @Test func secretsDoNotShow() throws {
        let registry = try registry(["openai": ProviderSettings(key: Secret("very-secret"))])
        var dumped = ""
        dump(registry, to: &dumped)
        #expect(!dumped.contains("very-secret"))
        #expect("\(registry) \(Secret("very-secret"))".contains("very-secret") == false)
        #expect(String(reflecting: Secret("very-secret")) == "***")
    }

    @Test(arguments: [
        ("http://h:1", "http://h:1/v1"), ("http://h:1/", "http://h:1/v1"), ("http://h:1/v1", "http://h:1/v1"),
        ("http://h:1/v1/", "http://h:1/v1"), ("http://h:1/api//", "http://h:1/api"), ("  http://h ", "http://h/v1"),
        ("HTTPS://Host.example/openai/v1", "https://Host.example/openai/v1"),
        ("http://[::1]:8080", "http://[::1]:8080/v1"),
        ("", "http://localhost:11434/v1"),
    ])
    func localURLs(_ configured: String, _ expected: String) throws {
        #expect(try registry(["local": ProviderSettings(baseURL: configured)])["local"]?.baseURL.text == expected)
    }

    @Test(arguments: [
        ("https://p/v1", "https://p/v1"), ("https://p/v1/", "https://p/v1"), ("http://p:1/", "http://p:1"),
    ])
    func otherURLsAreKept(_ configured: String, _ expected: String) throws {
        for name in ["openai", "groq", "google"] {
            #expect(
                try registry([name: ProviderSettings(baseURL: configured)])[ByteString(name)]?.baseURL.text == expected
            )
        }
    }

    @Test(arguments: [
        ("localhost:11434", BaseURL.Fault.noScheme), ("http://", .noHost), ("http://h:0", .badPort),
        ("http://u:p@h", .userInfo), ("http://h?x=1", .query), ("http://h#", .fragment),
        ("http://h/v 1", .badCharacter),
    ])
    func badURLs(_ text: String, _ fault: BaseURL.Fault) {
        #expect(faults(["local": ProviderSettings(baseURL: text)]) == [.badBaseURL(fault, provider: "local")])
    }

    @Test func furtherProviders() throws {
        let settings = [
            "my-server": ProviderSettings(baseURL: "http://h:1"),
            "mistral": ProviderSettings(baseURL: "https://api.mistral.example/v1", key: Secret("k")),
        ]
        let registry = try registry(settings, further: ["Mistral", " my-server "])
        #expect(registry.names == ["openai", "groq", "google", "local", "mistral", "my-server"])
        #expect(registry["my-server"]?.baseURL.text == "http://h:1/v1")
        #expect(registry["my-server"]?.availability == .ready)
        #expect(registry["mistral"]?.key?.revealed == "k")
    }

    @Test(arguments: [
        ("mistral", "https://api.mistral.ai/v1"), ("openrouter", "https://openrouter.ai/api/v1"),
        ("deepseek", "https://api.deepseek.com/v1"), ("together", "https://api.together.xyz/v1"),
        ("xai", "https://api.x.ai/v1"), ("fireworks", "https://api.fireworks.ai/inference/v1"),
        ("cerebras", "https://api.cerebras.ai/v1"), ("perplexity", "https://api.perplexity.ai"),
        ("nvidia", "https://integrate.api.nvidia.com/v1"),
    ])
    func wellKnownProvidersNeedTheirKeyOnly(_ name: String, _ url: String) throws {
        let keyless = try registry([:], further: [name])
        #expect(keyless.names == ["openai", "groq", "google", "local", name])
        #expect(keyless[ByteString(name)]?.availability == .missingKey)
        let provider = try registry([name: ProviderSettings(key: Secret("k"))], further: [name.uppercased()])[
            ByteString(name)
        ]
        #expect(provider?.availability == .ready)
        #expect(provider?.baseURL.text == url)
    }

    @Test(arguments: [
        ("mistral", "http://h:1", "http://h:1/v1"), ("openrouter", "http://h:1/", "http://h:1/api/v1"),
        ("perplexity", "http://h:1/", "http://h:1"), ("perplexity", "http://h:1/v1", "http://h:1/v1"),
        ("mistral", "https://eu.example/proxy/", "https://eu.example/proxy"),
    ])
    func wellKnownProvidersElsewhere(_ name: String, _ configured: String, _ expected: String) throws {
        let provider = try registry([name: ProviderSettings(baseURL: configured)], further: [name])[ByteString(name)]
        #expect(provider?.baseURL.text == expected)
        #expect(provider?.availability == .missingKey)
    }

    @Test func namesThatAreTaken() {
        for names in [["anthropic"], ["LOCAL"], ["mistral", "Mistral"]] {
            #expect(faults([:], further: names) == [.takenName(names[names.count - 1].lowercased())])
        }
        // Their variables would be the same.
        let settings = ["a-b": ProviderSettings(baseURL: "http://h")]
        #expect(faults(settings, further: ["a-b", "a_b"]) == [.takenName("a_b")])
    }

    @Test func allFaultsAtOnce() {
        let settings = [
            "openai": ProviderSettings(baseURL: "x"), "local": ProviderSettings(baseURL: "y", key: Secret("a b")),
            "ok": ProviderSettings(baseURL: "http://h"),
        ]
        #expect(
            faults(settings, further: ["ok", "OK", "groq", "a/b", "", "-a", "lost-one"]) == [
                .badBaseURL(.noScheme, provider: "openai"), .badKey(provider: "local"),
                .badBaseURL(.noScheme, provider: "local"), .takenName("ok"), .takenName("groq"), .badName("a/b"),
                .badName(""), .badName("-a"), .missingBaseURL(provider: "lost-one"),
            ]
        )
    }

    @Test func aProviderKnowsWhatItsSettingsAreCalled() throws {
        let names = ProviderSettingNames(baseURL: "the place", key: "the secret")
        let registry = try registry(
            ["openai": ProviderSettings(names: names), "mine": ProviderSettings(baseURL: "http://h", names: names)],
            further: ["mine", "xai"]
        )
        #expect(registry["openai"]?.settingNames == names)
        #expect(registry["mine"]?.settingNames == names)
        #expect(registry["xai"]?.settingNames == ProviderSettingNames())
    }

    @Test func onlyServicesNeedAKey() throws {
        let registry = try registry(["mine": ProviderSettings(baseURL: "http://h")], further: ["mine", "xai"])
        let keyless = registry.providers.filter { !$0.needsKey }.map(\.name)
        #expect(keyless == ["local", "mine"])
    }
}
