// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FastCGI
import FoundationEssentials
import Providers
import Testing

@testable import Configuration

/// What a file can say.
struct FileSettingsTests {
    /// A value for each form, other than what is in force without it.
    static func sample(_ value: SettingValue) -> String {
        // What the form does not tell.
        let own = [
            "listen.address": "unix:/run/sample.sock", "listen.mode": "0600", "listen.group": "7",
            "listen.peers": "0,7",
            "access.path_prefix": "/sample", "access.origins": "https://a.example,https://b.example",
            "access.trusted_proxies": "10.0.0.0/8,unix:", "models": "local/a,openai/b/c",
            "certificates.file": certificates, "certificates.directories": "/etc/ssl/certs:/etc/ssl/certs",
            "proxies.http": "http://u:p@h1:1", "proxies.https": "http://h2:2", "proxies.all": "socks5://h3:3",
            "proxies.except": "10.0.0.0/8,.example.org", "core_dumps": "on", "metrics": "on", "images.fetch": "on",
            "signature_memory": "off",
        ]
        if let text = own[value.key] { return text }
        switch value.form {
        case .text, .secret: return "http://sample.example/v1"
        case .number(let range): return String(range.lowerBound + 1)
        case .seconds: return "1.5"
        case .onOrOff: return "on"
        case .word(let words): return words[words.count - 1]
        case .list: return "a,b"
        }
    }

    private static let certificates = "/etc/ssl/certs/ca-certificates.crt"

    /// The file that says one thing, as a text or, of a list, as a list.
    static func file(_ value: SettingValue, _ text: String, asList: Bool) -> String {
        var file = "\"\(text)\""
        if asList, case .list(let separator) = value.form {
            file = "[\(text.split(separator: separator).map { "\"\($0)\"" }.joined(separator: ", "))]"
        }
        for name in value.key.split(separator: ".").reversed() { file = "{\(name): \(file)}" }
        return file
    }

    /// All that a configuration holds but where it comes from, secrets as far as they are the same.
    static func contents(_ configuration: Configuration) -> String {
        var copy = configuration
        copy.sources = SettingSources()
        copy.warnings = []
        // Dictionaries and sets have no order.
        let sets = ["providers", "registry", "allowedOrigins", "socketPeers"]
        var lines = Mirror(reflecting: copy).children.compactMap { label, value in
            label.flatMap { sets.contains($0) ? nil : "\($0): \(String(reflecting: value))" }
        }
        lines += copy.providers.settings.sorted { $0.key < $1.key }.map { "\($0.key): \(String(reflecting: $0.value))" }
        lines += copy.registry.providers.map { "\($0.name): \($0.memoryKey) \($0.key?.revealed ?? "-")" }
        lines.append(copy.secretToken?.revealed ?? "-")
        return (lines + copy.summary).joined(separator: "\n")
    }

    private static let values = (Setting.all + ProviderConfiguration.builtInNames.map(Setting.provider)).flatMap(
        \.values
    )

    @Test func thereAreValues() {
        #expect(Self.values.count == Setting.all.flatMap(\.variables).count - 2 + 2 * 5)
    }

    @Test(arguments: values.indices, [false, true])
    func whatAFileSaysIsWhatItsVariableSays(_ index: Int, _ asList: Bool) throws {
        let value = Self.values[index]
        let text = Self.sample(value)
        let byVariable = try Configuration(environment: [value.variable: text])
        let byFile = try SettingsFile.load(Self.file(value, text, asList: asList))
        let isSame = Self.contents(byFile) == Self.contents(byVariable)
        #expect(isSame, "\(value.key)")
        // The sample is one that can be seen; the roots of the system are what they are.
        let isSeen = Self.contents(byVariable) != Self.contents(try Configuration(environment: [:]))
        #expect(isSeen || value.key == "log.format", "\(value.key)")
        guard case .file(let place) = byFile.sources[value.variable] else {
            Issue.record("\(value.variable) comes from \(byFile.sources[value.variable])")
            return
        }
        #expect(place.line == 1 && place.column > 1)
        // What is in force says where it comes from, once.
        let line = try #require(byFile.report.first { $0.hasSuffix("(llm-gateway.yaml:1)") })
        #expect(line.hasPrefix(value.variable == "ALL_PROXY" ? "HTTP_PROXY=" : "\(value.variable)="), "\(line)")
    }

    @Test(arguments: values.indices)
    func theEnvironmentWins(_ index: Int) throws {
        let value = Self.values[index]
        let text = Self.sample(value)
        // Whatever the file has, were it a fault.
        let file = Self.file(value, "no such value", asList: false)
        let both = try SettingsFile.load(file, [value.variable: text])
        #expect(Self.contents(both) == Self.contents(try Configuration(environment: [value.variable: text])))
        #expect(both.sources[value.variable] == .environment)
        #expect(both.report.allSatisfy { !$0.contains("llm-gateway.yaml") })
        // An empty variable counts as not set.
        let empty = try? SettingsFile.load(Self.file(value, text, asList: false), [value.variable: ""])
        #expect(empty.map(Self.contents) == Self.contents(try Configuration(environment: [value.variable: text])))
    }

    @Test(arguments: values.indices, ["", "~", "null"])
    func whatSaysNothingIsNotSet(_ index: Int, _ nothing: String) throws {
        let value = Self.values[index]
        var file = nothing
        for name in value.key.split(separator: ".").reversed() { file = "{\(name): \(file)}" }
        let configuration = try SettingsFile.load(file)
        var plain = try Configuration(environment: [:])
        // A provider may be named all the same.
        plain.providers = configuration.providers
        #expect(Self.contents(configuration) == Self.contents(plain))
        #expect(configuration.sources[value.variable] == .standard)
    }

    @Test(arguments: [
        ("metrics: true", true), ("metrics: false", false), ("metrics: yes", true), ("metrics: No", false),
        ("metrics: ON", true), ("metrics: 'off'", false),
    ])
    func switchesAreThoseOfYAMLToo(_ text: String, _ isOn: Bool) throws {
        #expect(try SettingsFile.load(text).hasMetrics == isOn)
    }

    @Test func aTimeMayBeOff() throws {
        for word in ["off", "OFF", "false"] {
            #expect(try SettingsFile.load("limits: {idle_exit: \(word)}").idleExit == nil)
        }
        #expect(try SettingsFile.load("limits: {idle_exit: 7}").idleExit == .seconds(7))
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "{}", "access:\n", "access: {}\nproviders:\n", "~"])
    func aFileMaySayNothing(_ text: String) throws {
        #expect(Self.contents(try SettingsFile.load(text)) == Self.contents(try Configuration(environment: [:])))
    }

    /// The examples of docs/configuration.md and docs/providers.md.
    @Test func theExamplesOfThePagesAreRead() throws {
        try SettingsFile.withDirectory { directory in
            for name in ["gateway-key", "relay-key"] { try SettingsFile.write("k", to: "\(directory)/\(name)") }
            let keys = ["OPENAI_KEY": "o", "MISTRAL_KEY": "m", "AZURE_KEY": "a"]
            for (page, count) in [("configuration", 1), ("providers", 1)] {
                let text = try String(contentsOfFile: "\(DocumentedVariable.root)/docs/\(page).md", encoding: .utf8)
                let examples = text.matches(of: /```yaml\n((?:.*\n)*?)```/).map { String($0.output.1) }
                #expect(examples.count == count)
                for example in examples {
                    let file = example.replacing("file:/run/secrets/", with: "file:\(directory)/")
                    let configuration = try SettingsFile.load(file, keys)
                    #expect(configuration.registry["azure"]?.availability == .ready)
                }
            }
        }
    }

    /// The table of keys in docs/configuration.md.
    @Test func thePageHasEveryKeyWithItsVariable() throws {
        let text = try String(contentsOfFile: "\(DocumentedVariable.root)/docs/configuration.md", encoding: .utf8)
        var documented: [String: String] = [:]
        for line in text.split(separator: "\n") where line.hasPrefix("| `") {
            let cells = line.split(separator: "|").map { $0.matches(of: /`([A-Za-z_.]+)`/).map { String($0.output.1) } }
            guard cells.count > 1, cells[0].count == cells[1].count else { continue }
            for (key, variable) in zip(cells[0], cells[1]) where FileLayout.current.values[key] != nil {
                documented[key] = variable
            }
        }
        #expect(documented == FileLayout.current.values.mapValues(\.variable))
        for key in FileReader.providerKeys { #expect(text.contains("| `\(key)` | "), "\(key)") }
    }

    /// What docs/configuration.md says of settings that need a restart.
    @Test func thePageNamesWhatNeedsARestart() throws {
        let text = try String(contentsOfFile: "\(DocumentedVariable.root)/docs/configuration.md", encoding: .utf8)
        let start = try #require(text.firstRange(of: "What cannot change while the gateway runs"))
        let sentence = text[start.lowerBound...].prefix { $0 != "(" }
        let words = Set(sentence.matches(of: /`([a-z_.]+)`/).map { String($0.output.1) })
        var named: Set<String> = []
        for setting in Setting.all {
            guard let key = setting.key else { continue }
            let names = [key, key.split(separator: ".").first.map(String.init) ?? ""]
            let isNamed = !words.isDisjoint(with: names)
            named.formUnion(words.intersection(names))
            // The one that is left out of its section.
            let isExcepted = key.hasPrefix("limits.") && words.contains(String(key.dropFirst("limits.".count)))
            #expect((isNamed && !isExcepted) != setting.isReloadable, "\(key)")
        }
        #expect(words.subtracting(named) == ["drain_timeout"])
    }

    @Test func theListenOptionWins() throws {
        let configuration = try SettingsFile.load("listen: {address: 'unix:/run/a.sock'}", listen: "unix:/run/b.sock")
        #expect(configuration.listenAddress == .unix(path: "/run/b.sock"))
        #expect(
            configuration.report.contains {
                $0.hasPrefix("GATEWAY_LISTEN=unix:/run/b.sock  ") && $0.hasSuffix("(--listen)")
            }
        )
    }

    @Test func whatIsInForceSaysWhereItComesFrom() throws {
        let environment = ["GATEWAY_MAX_BODY": "7", "GEMINI_API_KEY": "k", "https_proxy": "http://h:1"]
        let configuration = try SettingsFile.load("log:\n  level: debug\n", environment)
        let report = configuration.report
        func source(_ name: String) -> String? {
            report.first { $0.hasPrefix("\(name)=") }.map { String($0.split(separator: " ").last ?? "") }
        }
        #expect(source("GATEWAY_MAX_BODY") == "(environment)")
        #expect(source("GOOGLE_API_KEY") == "(environment)")
        #expect(source("HTTPS_PROXY") == "(environment)")
        #expect(source("HTTP_PROXY") == "(default)")
        #expect(source("GATEWAY_LOG_LEVEL") == "(llm-gateway.yaml:2)")
        #expect(source("GATEWAY_MAX_REQUESTS") == "(default)")
        // Nothing is lost: without the sources it is what was there before.
        #expect(zip(report, configuration.summary).allSatisfy { $0.hasPrefix("\($1)  ") })
        #expect(report.count == configuration.summary.count)
    }
}
