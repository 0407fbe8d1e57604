// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Testing
import Upstream

@testable import Providers

/// Which providers a configuration gives, and what is wrong with it.
@Suite struct ProviderRegistryTests {
    private func registry(_ settings: [String: ProviderSettings], further: [String] = []) throws -> ProviderRegistry {
        try ProviderRegistry(ProviderConfiguration(settings: settings, furtherProviders: further))
    }

    private func faults(_ settings: [String: ProviderSettings], further: [String] = []) -> [String] {
        do {
            _ = try ProviderRegistry(ProviderConfiguration(settings: settings, furtherProviders: further))
            return []
        } catch {
            return error.faults.map(\.description)
        }
    }

    @Test func emptyEnvironment() throws {
        let registry = try registry([:])
        #expect(registry.names == ["openai", "groq", "google", "local"])
        #expect(registry["openai"]?.availability == .missingKey(variable: "OPENAI_API_KEY"))
        #expect(registry["GROQ"]?.availability == .missingKey(variable: "GROQ_API_KEY"))
        #expect(registry["google"]?.availability == .missingKey(variable: "GOOGLE_API_KEY"))
        #expect(registry["Local"]?.availability == .ready)
        #expect(registry["other"] == nil)
        #expect(registry["local"]?.baseURL.text == "http://localhost:11434/v1")
        #expect(registry["groq"]?.baseURL.text == "https://api.groq.com/openai/v1")
    }

    @Test func anthropicIsListedOnceItHasAKey() throws {
        let unlisted = try registry(["anthropic": ProviderSettings(baseURL: "http://h:1", key: Secret(" "))])
        #expect(unlisted.names == ["openai", "groq", "google", "local"])
        #expect(unlisted["Anthropic"]?.availability == .missingKey(variable: "ANTHROPIC_API_KEY"))
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
        #expect(registry["groq"]?.availability == .missingKey(variable: "GROQ_API_KEY"))
        #expect(faults(["openai": ProviderSettings(key: Secret("sk-1\n2"))]).count == 1)
        #expect(faults(["openai": ProviderSettings(key: Secret("sk-é"))])[0].hasPrefix("OPENAI_API_KEY must"))
        #expect(!faults(["openai": ProviderSettings(key: Secret("sk-é"))])[0].contains("sk-"))
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
        #expect(faults(["local": ProviderSettings(baseURL: text)]) == ["LOCAL_BASE_URL \(fault.rawValue)"])
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
        #expect(keyless[ByteString(name)]?.availability == .missingKey(variable: name.uppercased() + "_API_KEY"))
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
        #expect(provider?.availability == .missingKey(variable: name.uppercased() + "_API_KEY"))
    }

    @Test func namesThatAreTaken() {
        for names in [["anthropic"], ["LOCAL"], ["mistral", "Mistral"]] {
            let found = faults([:], further: names)
            #expect(found == ["GATEWAY_PROVIDERS must not list \(names[names.count - 1].lowercased()) again"])
        }
    }

    @Test func allFaultsAtOnce() {
        let settings = [
            "openai": ProviderSettings(baseURL: "x"), "local": ProviderSettings(baseURL: "y", key: Secret("a b")),
            "ok": ProviderSettings(baseURL: "http://h"),
        ]
        let found = faults(settings, further: ["ok", "OK", "groq", "a/b", "", "lost-one"])
        #expect(
            found.map { String($0.prefix { $0 != " " }) } == [
                "OPENAI_BASE_URL", "LOCAL_API_KEY", "LOCAL_BASE_URL", "GATEWAY_PROVIDERS", "GATEWAY_PROVIDERS",
                "GATEWAY_PROVIDERS", "GATEWAY_PROVIDERS", "LOST_ONE_BASE_URL",
            ]
        )
    }
}
