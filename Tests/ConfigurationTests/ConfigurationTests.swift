// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FastCGI
@testable import Configuration
import Logging
import Providers
import Testing
import Upstream

struct ConfigurationTests {
    @Test func anEmptyEnvironmentHasTheDocumentedDefaults() throws {
        let configuration = try Configuration(environment: [:])
        #expect(configuration.listenAddress == nil)
        #expect(configuration.secretToken == nil)
        #expect(configuration.socketAccess == UnixSocketAccess(mode: 0o660, group: nil))
        #expect(configuration.upstreamTimeouts.connect == .seconds(10))
        #expect(configuration.upstreamTimeouts.firstByte == .seconds(120))
        #expect(configuration.upstreamTimeouts.idle == .seconds(60))
        #expect(configuration.upstreamTimeouts.total == .seconds(600))
        #expect(configuration.keepAliveInterval == .seconds(15))
        #expect(configuration.serverLimits.body == 16_777_216)
        #expect(configuration.maximumRequests == 10_000)
        #expect(configuration.drainTimeout == .seconds(600))
        #expect(configuration.logLevel == .info)
        #expect(configuration.logFormat == .text)
    }

    @Test func valuesAreRead() throws {
        let configuration = try Configuration(
            environment: [
                "GATEWAY_LISTEN": "127.0.0.1:9000", "SECRET_TOKEN": "t", "GATEWAY_IDLE_TIMEOUT": "0.25",
                "GATEWAY_SOCKET_MODE": "0666", "GATEWAY_SOCKET_PEERS": "root,1234", "GATEWAY_LOG_LEVEL": "DEBUG",
                "GATEWAY_LOG_FORMAT": "json", "GATEWAY_ALLOWED_ORIGINS": "https://a.example,https://b.example",
                "GATEWAY_MAX_BODY": "1000", "LOCAL_BASE_URL": "http://localhost:1/",
            ],
            listen: "unix:/tmp/x.sock"
        )
        #expect(configuration.listenAddress == .unix(path: "/tmp/x.sock"))
        #expect(configuration.secretToken?.revealed == "t")
        #expect(configuration.upstreamTimeouts.idle == .milliseconds(250))
        #expect(configuration.socketAccess.mode == 0o666)
        #expect(configuration.socketPeers == [0, 1_234])
        #expect(configuration.logLevel == .debug)
        #expect(configuration.logFormat == .json)
        #expect(configuration.allowedOrigins == ["https://a.example", "https://b.example"])
        #expect(configuration.serverLimits.body == 1_000)
    }

    @Test(arguments: ["SECRET_TOKEN", "OPENAI_API_KEY", "GEMINI_API_KEY", "LOCAL_API_KEY"], ["\"", "'"])
    func aKeyInQuotationMarksIsRefused(_ name: String, _ mark: String) {
        do {
            _ = try Configuration(environment: [name: "\(mark)s3cret\(mark)"])
            Issue.record("\(name) is taken")
        } catch {
            #expect(error.faults.count == 1)
            #expect(error.faults[0].hasPrefix("\(name): "))
            #expect(!error.faults[0].contains("s3cret"))
        }
        #expect(throws: Never.self) { try Configuration(environment: [name: "\(mark)s3cret", "GROQ_API_KEY": mark]) }
    }

    @Test func emptyValuesCountAsNotSet() throws {
        let configuration = try Configuration(
            environment: ["SECRET_TOKEN": "", "GATEWAY_MAX_BODY": "", "OPENAI_API_KEY": "", "LOCAL_BASE_URL": ""]
        )
        #expect(configuration.secretToken == nil)
        #expect(configuration.serverLimits.body == 16_777_216)
    }

    @Test(arguments: [
        ("GATEWAY_LISTEN", "nowhere"), ("GATEWAY_LISTEN", "unix:relative.sock"), ("GATEWAY_LISTEN", "host:99999"),
        ("GATEWAY_SOCKET_MODE", "rw"), ("GATEWAY_SOCKET_MODE", "888"), ("GATEWAY_SOCKET_GROUP", "no-such-group"),
        ("GATEWAY_SOCKET_PEERS", "no-such-user"), ("GATEWAY_CONNECT_TIMEOUT", "soon"),
        ("GATEWAY_CONNECT_TIMEOUT", "0"), ("GATEWAY_FIRST_BYTE_TIMEOUT", "-1"), ("GATEWAY_IDLE_TIMEOUT", "nan"),
        ("GATEWAY_TOTAL_TIMEOUT", "inf"), ("GATEWAY_KEEPALIVE_INTERVAL", "x"), ("GATEWAY_DRAIN_TIMEOUT", "1h"),
        ("GATEWAY_MAX_BODY", "16M"), ("GATEWAY_MAX_BODY", "0"), ("GATEWAY_MAX_REQUESTS", "-1"),
        ("GATEWAY_SIGNATURE_MEMORY", "1h"),
        ("GATEWAY_LOG_LEVEL", "loud"), ("GATEWAY_LOG_FORMAT", "xml"), ("GATEWAY_ALLOWED_ORIGINS", "example.org"),
        ("OPENAI_BASE_URL", "api.openai.com"), ("LOCAL_BASE_URL", "ftp://x"), ("HTTPS_PROXY", "ftp://x"),
        ("SECRET_TOKEN", "with blank"), ("SECRET_TOKEN", "line\nbreak"), ("SSL_CERT_FILE", "/nonexistent"),
        ("SSL_CERT_DIR", "/nonexistent"), ("SSL_CERT_FILE", "/dev/null"), ("GATEWAY_TOTAL_TIMEOUT", "1e-300"),
        ("ALL_PROXY", "socks5://u:p@h:1"),
    ])
    func nonsenseIsAFaultThatNamesTheVariable(_ name: String, _ value: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration(environment: [name: value]) }
        #expect(error?.faults.count == 1)
        #expect(error?.faults.first?.hasPrefix("\(name): ") == true, "\(error?.faults ?? [])")
    }

    @Test func aKeyOfGoogleIsNamedByTheVariableThatHoldsIt() throws {
        func faults(_ environment: [String: String]) -> [String] {
            let error = #expect(throws: ConfigurationError.self) { try Configuration(environment: environment) }
            return error?.faults.map { String($0.prefix { $0 != ":" }) } ?? []
        }
        #expect(faults(["GEMINI_API_KEY": "a b"]) == ["GEMINI_API_KEY"])
        #expect(faults(["GEMINI_API_KEY": "a b", "GOOGLE_API_KEY": ""]) == ["GEMINI_API_KEY"])
        #expect(faults(["GOOGLE_API_KEY": "a b", "GEMINI_API_KEY": "x"]) == ["GOOGLE_API_KEY"])
        let both = try Configuration(environment: ["GOOGLE_API_KEY": "first", "GEMINI_API_KEY": "second"])
        #expect(both.providers.settings["google"]?.key?.revealed == "first")
        let alias = try Configuration(environment: ["GEMINI_API_KEY": "second"])
        #expect(alias.providers.settings["google"]?.key?.revealed == "second")
    }

    @Test func whatNoProxySaysAndNobodyUnderstandsIsAWarning() throws {
        let list = "10.0.0.0/8,[fd00::]/8,172.16.*,10.0.0.0/40,http://x"
        let configuration = try Configuration(environment: ["NO_PROXY": list])
        let warnings = configuration.warnings.filter { $0.hasPrefix("NO_PROXY: ") }
        #expect(warnings.count == 2)
        #expect(warnings.first?.contains("10.0.0.0/40") == true)
        #expect(warnings.last?.contains("http://x") == true)
        #expect(configuration.summary.contains("NO_PROXY=10.0.0.0/8,[fd00::]/8,172.16.*"))
    }

    @Test func allFaultsAreReportedAtOnce() {
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration(environment: ["GATEWAY_MAX_BODY": "x", "GATEWAY_LOG_LEVEL": "x", "LOCAL_BASE_URL": "x"])
        }
        #expect(error?.faults.count == 3)
    }

    @Test func variablesThatMeanNothingAreNamed() throws {
        let configuration = try Configuration(
            environment: ["GATEWAY_MAX_BODIES": "1", "GATEWAY_MAX_BODY": "2", "GATEWAY_PROVIDERS": "", "OTHER": "3"]
        )
        #expect(configuration.unknownVariables == ["GATEWAY_MAX_BODIES"])
    }

    @Test func providersAreReadFromTheirOwnVariables() throws {
        let configuration = try Configuration(
            environment: [
                "ANTHROPIC_API_KEY": "sk-ant-secret", "ANTHROPIC_BASE_URL": "https://proxy.example/v1/",
                "GATEWAY_PROVIDERS": "Mistral, my-server", "MISTRAL_API_KEY": "mistral-secret",
                "MY_SERVER_BASE_URL": "http://127.0.0.1:8000",
            ]
        )
        let registry = configuration.registry
        #expect(registry.names == ["openai", "groq", "google", "local", "anthropic", "mistral", "my-server"])
        #expect(registry["anthropic"]?.key?.revealed == "sk-ant-secret")
        #expect(registry["mistral"]?.key?.revealed == "mistral-secret")
        #expect(configuration.unknownVariables.isEmpty)
        #expect(
            configuration.summary.suffix(7) == [
                "LOCAL_API_KEY=(not set)", "ANTHROPIC_BASE_URL=https://proxy.example/v1", "ANTHROPIC_API_KEY=***",
                "MISTRAL_BASE_URL=https://api.mistral.ai/v1", "MISTRAL_API_KEY=***",
                "MY_SERVER_BASE_URL=http://127.0.0.1:8000/v1", "MY_SERVER_API_KEY=(not set)",
            ]
        )
    }

    @Test func theSummaryNamesProvidersThatHaveNoKeyYet() throws {
        let summary = try Configuration(environment: ["GATEWAY_PROVIDERS": "perplexity"]).summary
        #expect(summary.contains("GATEWAY_PROVIDERS=perplexity"))
        #expect(summary.contains("ANTHROPIC_API_KEY=(not set)"))
        #expect(summary.contains("PERPLEXITY_BASE_URL=https://api.perplexity.ai"))
        #expect(summary.contains("PERPLEXITY_API_KEY=(not set)"))
    }

    @Test(arguments: [
        (["GATEWAY_PROVIDERS": "anthropic"], "GATEWAY_PROVIDERS: must not list anthropic again"),
        (["GATEWAY_PROVIDERS": "xai,xai"], "GATEWAY_PROVIDERS: must not list xai again"),
        (["ANTHROPIC_BASE_URL": "api.anthropic.com"], "ANTHROPIC_BASE_URL: \(BaseURL.Fault.noScheme.rawValue)"),
        (
            ["GATEWAY_PROVIDERS": "my-server"],
            "MY_SERVER_BASE_URL: must be set, because GATEWAY_PROVIDERS lists my-server"
        ),
        (
            ["GATEWAY_PROVIDERS": "A/b"],
            "GATEWAY_PROVIDERS: must list names of letters, digits, - and _, and not \"a/b\""
        ),
        (["GROQ_API_KEY": "a b"], "GROQ_API_KEY: must not hold blanks, line ends or characters beyond ASCII"),
        (["GEMINI_API_KEY": "é"], "GEMINI_API_KEY: must not hold blanks, line ends or characters beyond ASCII"),
    ])
    func faultsOfProviders(_ environment: [String: String], _ fault: String) {
        let error = #expect(throws: ConfigurationError.self) { try Configuration(environment: environment) }
        #expect(error?.faults == [fault])
    }

    /// No picture comes through a proxy, whatever it is set for.
    @Test(arguments: [
        ("on", "HTTPS_PROXY", true), ("On", "ALL_PROXY", true), ("on", "http_proxy", true),
        ("off", "HTTPS_PROXY", false),
        ("on", "NO_PROXY", false),
    ])
    func picturesAndAProxyAreWarnedOf(_ value: String, _ proxy: String, _ isWarned: Bool) throws {
        let configuration = try Configuration(environment: ["GATEWAY_FETCH_IMAGES": value, proxy: "proxy.example:1"])
        #expect(configuration.fetchesImages == (value != "off"))
        #expect(configuration.warnings.contains { $0.hasPrefix("GATEWAY_FETCH_IMAGES: ") } == isWarned)
        #expect(try !Configuration(environment: [:]).fetchesImages)
    }

    /// What messages to callers and operators name.
    @Test func providersKnowTheNamesOfTheirVariables() throws {
        let environment = ["GATEWAY_PROVIDERS": "my-server,\tXAI", "MY_SERVER_BASE_URL": "http://h"]
        let providers = try Configuration(environment: environment).registry.providers
        #expect(
            providers.map(\.settingNames.key) == [
                "OPENAI_API_KEY", "GROQ_API_KEY", "GOOGLE_API_KEY", "LOCAL_API_KEY", "ANTHROPIC_API_KEY",
                "MY_SERVER_API_KEY", "XAI_API_KEY",
            ]
        )
        #expect(providers.map(\.settingNames.baseURL).suffix(2) == ["MY_SERVER_BASE_URL", "XAI_BASE_URL"])
    }

    @Test func theSummaryHidesSecrets() throws {
        let configuration = try Configuration(
            environment: ["SECRET_TOKEN": "top-secret-token", "OPENAI_API_KEY": "sk-very-secret-key"]
        )
        let summary = configuration.summary.joined(separator: "\n")
        #expect(!summary.contains("top-secret-token"))
        #expect(!summary.contains("sk-very-secret-key"))
        #expect(summary.contains("OPENAI_API_KEY=***"))
        #expect(summary.contains("GROQ_API_KEY=(not set)"))
    }
}
