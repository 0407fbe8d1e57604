// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Providers
import Testing
import Upstream

@testable import Configuration

/// The providers of a file.
struct FileProviderTests {
    @Test func providersComeInTheirOrderBehindThoseOfTheVariable() throws {
        let text = """
            providers:
              zeta: {base_url: http://z}
              groq: {key: g}
              Mistral: {key: m}
              alpha: {base_url: http://a}
            """
        let names = try SettingsFile.load(text).registry.names
        #expect(names == ["openai", "groq", "google", "local", "zeta", "mistral", "alpha"])
        let environment = ["GATEWAY_PROVIDERS": "alpha,xai", "ALPHA_API_KEY": "k"]
        let both = try SettingsFile.load(text, environment)
        #expect(both.registry.names.suffix(4) == ["alpha", "xai", "zeta", "mistral"])
        #expect(both.registry["alpha"]?.baseURL.text == "http://a/v1")
        #expect(both.registry["alpha"]?.key?.revealed == "k")
        #expect(both.summary.contains("GATEWAY_PROVIDERS=alpha,xai,zeta,mistral"))
    }

    @Test func theKeyOfAVariableWinsByEitherOfItsNames() throws {
        let text = "providers: {google: {key: file-key}}"
        for name in ["GOOGLE_API_KEY", "GEMINI_API_KEY"] {
            let configuration = try SettingsFile.load(text, [name: "variable-key"])
            #expect(configuration.registry["google"]?.key?.revealed == "variable-key")
            #expect(
                configuration.report.contains { $0.hasPrefix("GOOGLE_API_KEY=***") && $0.hasSuffix("(environment)") }
            )
        }
        #expect(try SettingsFile.load(text).registry["google"]?.key?.revealed == "file-key")
    }

    @Test func everythingIsShownWithoutItsSecrets() throws {
        let text = """
            providers:
              azure:
                base_url: https://x.openai.azure.com/openai/v1
                key: s3cret-1
                key_header: api-key
                headers: {X-Token: s3cret-2, X-Title: s3cret-3}
                query: {api-version: s3cret-4}
                needs_key: yes
                models: [gpt-4o, o3]
              claude:
                dialect: anthropic
                base_url: http://h
            """
        let report = try SettingsFile.load(text).report
        let lines = report.suffix(10).map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            lines == [
                "AZURE_BASE_URL=https://x.openai.azure.com/openai/v1 (llm-gateway.yaml:3)",
                "AZURE_API_KEY=*** (llm-gateway.yaml:4)", "providers.azure.key_header=api-key (llm-gateway.yaml:5)",
                "providers.azure.headers=x-token,x-title (llm-gateway.yaml:6)",
                "providers.azure.query=api-version (llm-gateway.yaml:7)",
                "providers.azure.needs_key=true (llm-gateway.yaml:8)",
                "providers.azure.models=gpt-4o,o3 (llm-gateway.yaml:9)",
                "CLAUDE_BASE_URL=http://h (llm-gateway.yaml:12)",
                "CLAUDE_API_KEY=(not set) (default)", "providers.claude.dialect=anthropic (llm-gateway.yaml:11)",
            ]
        )
        #expect(!report.joined().contains("s3cret"))
    }

    @Test func whatSaysNothingIsNotSet() throws {
        let text = """
            providers:
              mistral: {key: , dialect: ~, key_header: null, headers: {X-A: , X-B: b}, query: {a: ~, b: ''}, models: , needs_key: }
              xai:
            """
        let settings = try SettingsFile.load(text).providers.settings
        #expect(settings["mistral"]?.headers.map(\.name) == ["x-b"])
        #expect(settings["mistral"]?.query.names == ["b"])
        #expect(settings["mistral"]?.models == nil && settings["mistral"]?.needsKey == nil)
        #expect(settings["mistral"]?.key == nil && settings["xai"] != nil)
    }

    @Test func aProviderMaySpeakAnotherDialect() throws {
        let text = """
            providers:
              relay: {dialect: anthropic, base_url: https://relay.example/anthropic}
              deepseek: {dialect: Anthropic, base_url: https://api.deepseek.com/anthropic, key: k}
              gem: {dialect: gemini, base_url: http://gem}
              plain: {dialect: chat_completions, base_url: http://plain}
            """
        let registry = try SettingsFile.load(text).registry
        let own = ["relay", "deepseek", "gem", "plain"].compactMap { registry[ByteString($0)] }
        #expect(
            own.map(\.baseURL.text) == [
                "https://relay.example/anthropic", "https://api.deepseek.com/anthropic", "http://gem/v1beta",
                "http://plain/v1",
            ]
        )
        let dialects = own.map { "\(type(of: $0.dialect))" }
        #expect(dialects == ["AnthropicMessages", "AnthropicMessages", "Gemini", "ChatCompletions"])
        #expect(own.allSatisfy { $0.availability == .ready && $0.isListed })
    }

    @Test func whetherAKeyIsNeededCanBeSaid() throws {
        let text = "providers: {anthropic: {needs_key: false}, local: {needs_key: true}}"
        let registry = try SettingsFile.load(text).registry
        #expect(registry["anthropic"]?.availability == .ready)
        #expect(registry["anthropic"]?.isListed == true)
        #expect(registry["local"]?.availability == .missingKey)
    }
}
