// SPDX-License-Identifier: Apache-2.0

import Fuzzing
import Providers
import Testing

@testable import Configuration

/// What is wrong with a file, and where.
struct FileFaultTests {
    private static let numbers = "expected a whole number from 1 to 1073741824"
    private static let unknown = "not known to this version"

    @Test(arguments: [
        ("limits:\n    body: much\n", ["2:11: limits.body: \(numbers), got \"much\""]),
        ("limits: {body: 0}", ["1:16: limits.body: \(numbers), got \"0\""]),
        ("limits:\n  body: [1]\n", ["2:9: limits.body: expected a number, got a list"]),
        ("limits:\n  body: {a: 1}\n", ["2:9: limits.body: expected a number, got keys with values"]),
        ("limits: 7", ["1:9: limits: expected keys with values, got a text"]),
        ("limits: [1]", ["1:9: limits: expected keys with values, got a list"]),
        ("- limits", ["1:1: the file: expected keys with values, got a list"]),
        ("limits", ["1:1: the file: expected keys with values, got a text"]),
        ("limits:\n  boddy: 1\n", ["2:3: limits.boddy: \(unknown); did you mean body?"]),
        ("limit:\n  body: 1\n", ["1:1: limit: \(unknown); did you mean limits?"]),
        ("body: 1", ["1:1: body: \(unknown); did you mean limits.body?"]),
        ("GATEWAY_MAX_BODY: 1", ["1:1: GATEWAY_MAX_BODY: \(unknown); did you mean limits.body?"]),
        ("limits.body: 1", ["1:1: limits.body: \(unknown); did you mean limits.body, each word below the other?"]),
        ("colour: blue", ["1:1: colour: \(unknown)"]), ("routes: {}", ["1:1: routes: \(unknown)"]),
        ("\"a b\": 1", ["1:1: a key: \(unknown)"]),
        (
            "log: {level: loud}",
            ["1:14: log.level: expected one of trace, debug, info, notice, warning, error, critical, got \"loud\""]
        ),
        ("log: {format: [json]}", ["1:15: log.format: expected one of text, json, got a list"]),
        ("metrics: maybe", ["1:10: metrics: expected on or off, got \"maybe\""]),
        ("metrics: {}", ["1:10: metrics: expected on or off, got keys with values"]),
        ("timeouts: {idle: soon}", ["1:18: timeouts.idle: expected a number of seconds from 0.001, got \"soon\""]),
        (
            "access: {origins: [https://a, 'b c']}",
            ["1:31: access.origins: expected a list with one value at each of its places"]
        ),
        ("access: {origins: [[a]]}", ["1:20: access.origins: expected a text, got a list"]),
        (
            "access: {origins: [example.org]}",
            ["1:19: access.origins: expected origins such as https://example.org, or *, got \"example.org\""]
        ),
        (
            "access: {key: \"a\\nb\"}",
            ["1:15: access.key: expected one line of text, got line ends or other control characters"]
        ),
        ("access: {key: a b}", ["1:15: access.key: expected ASCII characters without blanks, got others (not shown)"]),
        ("models: [a]", ["1:9: models: expected names such as local/llama3, got \"a\""]),
        (
            "certificates: {file: /nonexistent}",
            [
                "1:22: certificates.file: expected a file with certificates, PEM or DER, got \"/nonexistent\": it cannot be read"
            ]
        ),
        (
            "proxies: {https: 'ftp://u:p@h'}",
            ["1:18: proxies.https: expected http://[user:password@]host:port or socks5://host:port"]
        ),
        (
            "listen: {address: nowhere}",
            [
                "1:19: listen.address: expected unix:/path/to.sock or HOST:PORT with a port from 0 to 65535, got \"nowhere\""
            ]
        ),
        ("a: 1\na: 2\n", ["2:1: the key is there twice"]),
        ("a: b: c\n", ["1:5: mapping values are not allowed in this context"]),
        ("limits:\n\tbody: 1\n", ["2:1: found character that cannot start any token"]),
    ])
    func faultsHaveTheirPlace(_ text: String, _ faults: [String]) {
        #expect(SettingsFile.faults(text) == faults.map { "llm-gateway.yaml:\($0)" })
    }

    @Test(arguments: [
        ("mine: {}", ["2:3: providers.mine.base_url: must be set, as nothing is known of a provider of this name"]),
        (
            "mine: {base_url: example.org}",
            ["2:20: providers.mine.base_url: must be a URL that begins with http:// or https://"]
        ),
        (
            "mistral: {key: \"a b\"}",
            ["2:18: providers.mistral.key: must not hold blanks, line ends or characters beyond ASCII"]
        ),
        ("mistral: {keys: [a]}", ["2:13: providers.mistral.keys: \(unknown); did you mean key?"]),
        (
            "mistral: {dialect: openai}",
            ["2:22: providers.mistral.dialect: expected one of chat_completions, anthropic, gemini, got \"openai\""]
        ),
        (
            "openai: {dialect: gemini}",
            [
                "2:21: providers.openai.dialect: openai speaks chat_completions; expected another name for another dialect"
            ]
        ),
        (
            "mistral: {dialect: anthropic}",
            ["2:3: providers.mistral.base_url: must be set, as nothing is known of a provider of this name"]
        ),
        (
            "mistral: {key_header: 'a b'}",
            [
                "2:25: providers.mistral.key_header: expected bearer or the name of a header field, such as api-key, got \"a b\""
            ]
        ),
        (
            "mistral: {key_header: Host}",
            [
                "2:25: providers.mistral.key_header: expected bearer or the name of a header field, such as api-key, got \"Host\""
            ]
        ),
        (
            "mistral: {headers: {Content-Length: 1}}",
            [
                "2:23: providers.mistral.headers: expected a header field that the gateway does not set by itself, with a value of visible ASCII"
            ]
        ),
        ("mistral: {headers: {X-A: 1, x-a: 2}}", ["2:31: providers.mistral.headers: the field x-a is there twice"]),
        ("mistral: {headers: [a]}", ["2:22: providers.mistral.headers: expected keys with values, got a list"]),
        ("mistral: {query: {'': 1}}", ["2:21: providers.mistral.query: expected the name of a parameter"]),
        ("mistral: {needs_key: maybe}", ["2:24: providers.mistral.needs_key: expected true or false, got \"maybe\""]),
        ("mistral: {models: a}", ["2:21: providers.mistral.models: expected a list of texts, got a text"]),
        (
            "mistral: {headers: {X-A: ''}}",
            [
                "2:23: providers.mistral.headers: expected a header field that the gateway does not set by itself, with a value of visible ASCII"
            ]
        ),
        ("mistral: {models: [a, ~]}", ["2:25: providers.mistral.models: expected the name of a model"]),
        ("mistral: {models: ['']}", ["2:22: providers.mistral.models: expected the name of a model"]),
        ("mistral: 7", ["2:12: providers.mistral: expected keys with values, got a text"]),
        (
            "my_server: {base_url: 'http://h'}\n  my-server: {base_url: 'http://h'}",
            ["3:3: providers.my-server: a provider of this name is there already"]
        ),
        ("OpenAI: {}\n  openai: {}", ["3:3: providers.openai: a provider of this name is there already"]),
        (
            "a b: {}",
            [
                "2:3: providers: expected names of providers, of letters, digits, - and _, beginning with a letter or a digit"
            ]
        ),
    ])
    func faultsOfProvidersHaveTheirPlace(_ text: String, _ faults: [String]) {
        #expect(SettingsFile.faults("providers:\n  \(text)\n") == faults.map { "llm-gateway.yaml:\($0)" })
    }

    @Test func allFaultsComeAtOnceFromTheTop() {
        let text = """
            limits: {requests: many, colour: blue}
            log: {level: loud}
            providers:
              mine: {key: "a b", base: x}
            access: {key: "${NOT_SET}"}
            limit: 1
            """
        let places = SettingsFile.faults(text, ["GATEWAY_IDLE_EXIT": "never"]).map { fault in
            fault.split(separator: ": ").prefix(2).joined(separator: " ")
        }
        #expect(
            places == [
                "llm-gateway.yaml:1:20 limits.requests", "llm-gateway.yaml:1:26 limits.colour",
                "llm-gateway.yaml:2:14 log.level", "llm-gateway.yaml:4:3 providers.mine.base_url",
                "llm-gateway.yaml:4:15 providers.mine.key", "llm-gateway.yaml:4:22 providers.mine.base",
                "llm-gateway.yaml:5:15 access.key", "llm-gateway.yaml:6:1 limit",
                "GATEWAY_IDLE_EXIT expected a number of seconds from 0.001, got \"never\"",
            ]
        )
    }

    /// A file that says a bit of everything, with a mark where no message may show anything.
    static let everything = """
        access: {key: s3cret-1, origins: [https://a.example], path_prefix: /ai}
        listen: {address: unix:/run/x.sock, mode: 0660}
        timeouts: {connect: 2.5, idle: 60}
        limits: {body: 1000, idle_exit: off}
        log: {level: debug, format: json}
        metrics: on
        proxies: {https: 'http://u:s3cret-2@h:1', except: [10.0.0.0/8]}
        models: [local/a, openai/b]
        providers:
          openai: {key: s3cret-3}
          azure:
            base_url: https://x.openai.azure.com/openai/v1
            key: s3cret-4
            key_header: api-key
            headers: {X-Token: s3cret-5, X-Title: mine}
            query: {api-version: 2024-10-21, sig: "${SIG}"}
            needs_key: true
            models: [gpt-4o]

        """

    /// No changed byte ends the process, and no fault shows a secret that stands where one belongs.
    @Test func everyChangedByteIsReadOrRefused() throws {
        let document = Array(Self.everything.utf8)
        _ = try SettingsFile.load(document, ["SIG": "s3cret-6"])
        for index in document.indices {
            for byte in Array("\n:\"{$".utf8) + [0xFF] {
                var changed = document
                changed[index] = byte
                do throws(ConfigurationError) {
                    _ = try SettingsFile.load(changed, ["SIG": "s3cret-6"])
                } catch {
                    #expect(!error.faults.isEmpty)
                    for fault in error.faults {
                        let isSound = fault.hasPrefix("llm-gateway.yaml:") || fault.hasPrefix("GATEWAY_")
                        #expect(isSound, "byte \(index) as \(byte): \(fault)")
                        #expect(!fault.contains("s3cret"), "byte \(index) as \(byte): \(fault)")
                    }
                }
            }
        }
    }

    @Test func filesAreReadOrRefused() async throws {
        let lines = Self.everything.split(separator: "\n").map { Array("\($0)\n".utf8) }
        let found = try await FuzzTarget("settings", inputs: 300).run { random in
            var changed = lines
            for _ in 0..<random.number(1..<8) { changed = random.rearrange(changed, with: lines) }
            var bytes = Array(changed.joined())
            for _ in 0..<random.number(0..<4) where !bytes.isEmpty {
                bytes[random.number(0..<bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            return FuzzInput([], bytes)
        } check: { input in
            do throws(ConfigurationError) {
                _ = try SettingsFile.load(input.bytes, ["SIG": "s3cret-6"])
                return nil
            } catch {
                return error.faults.isEmpty ? "refused without a fault" : nil
            }
        }
        #expect(found == [])
    }

    @Test(arguments: [
        ("acess", "access"), ("metrisc", "metrics"), ("lgo", "log"), ("Limits", "limits"), ("timeout", "timeouts"),
        ("provider", "providers"),
        ("certificate", "certificates"), ("x", nil), ("something_else_entirely", nil),
    ])
    func theNearestNameIsFound(_ name: String, _ nearest: String?) {
        #expect(FileLayout.nearest(to: name, among: FileLayout.current.names(in: "")) == nearest)
    }
}
