// SPDX-License-Identifier: Apache-2.0

import Testing

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
            #expect(try registry([name: ProviderSettings(baseURL: configured)])[name]?.baseURL.text == expected)
        }
    }

    @Test(arguments: [
        ("localhost:11434", BaseURL.Fault.noScheme), ("ftp://h", .noScheme), ("h", .noScheme), ("http:/h", .noScheme),
        ("http://", .noHost), ("http:///v1", .noHost), ("http://:80", .noHost), ("http://[::1", .noHost),
        ("http://[x]", .noHost), ("http://h!", .noHost), ("http://h:", .badPort), ("http://h:0", .badPort),
        ("http://h:65536", .badPort), ("http://h:x", .badPort), ("http://h:+80", .badPort),
        ("http://[::1]80", .badPort),
        ("http://u:p@h", .userInfo), ("http://u@h/v1", .userInfo), ("http://h?x=1", .query), ("http://h/v1?", .query),
        ("http://h#", .fragment), ("http://h/v 1", .badCharacter), ("http://hé", .badCharacter),
        ("http://h\u{0}", .badCharacter), ("http://h\\v1", .badCharacter),
    ])
    func badURLs(_ text: String, _ fault: BaseURL.Fault) {
        #expect(throws: fault) { try BaseURL(text) }
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
