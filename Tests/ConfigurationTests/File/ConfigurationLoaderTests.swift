// SPDX-License-Identifier: Apache-2.0

import FastCGI
import FoundationEssentials
import Logging
import Providers
import Upstream
import Testing

@testable import Configuration

/// Where the file of settings is, and who wins over it.
struct ConfigurationLoaderTests {
    private static func faults(_ loader: ConfigurationLoader, _ path: String? = nil) -> [String] {
        var loader = loader
        do throws(ConfigurationError) {
            _ = try loader.load(path)
            return []
        } catch {
            return error.faults
        }
    }

    @Test func theFirstFileIsTheOneThatIsRead() throws {
        try SettingsFile.withDirectory { directory in
            let directories = ["\(directory)/none", "\(directory)/a", "\(directory)/b"]
            for name in ["a", "b"] {
                try FileManager.default.createDirectory(
                    atPath: "\(directory)/\(name)",
                    withIntermediateDirectories: true
                )
            }
            var loader = ConfigurationLoader(environment: [:], directories: directories)
            #expect(try loader.load().file == nil)
            try SettingsFile.write("limits: {body: 2}", to: "\(directory)/b/llm-gateway.yaml")
            #expect(try loader.load().serverLimits.body == 2)
            try SettingsFile.write("limits: {body: 1}", to: "\(directory)/a/llm-gateway.yaml")
            let configuration = try loader.load()
            #expect(configuration.serverLimits.body == 1)
            #expect(configuration.file?.path == "\(directory)/a/llm-gateway.yaml")
            #expect(
                configuration.report.first?.hasPrefix("GATEWAY_CONFIG=\(directory)/a/llm-gateway.yaml  (default)")
                    == true
            )
            // The one that is known already, whichever comes first.
            #expect(try loader.load("\(directory)/b/llm-gateway.yaml").serverLimits.body == 2)
            try SettingsFile.write("limits: {body: 3}", to: "\(directory)/c.yaml")
            var named = ConfigurationLoader(
                environment: ["GATEWAY_CONFIG": "\(directory)/c.yaml"],
                directories: directories
            )
            #expect(try named.load().serverLimits.body == 3)
        }
    }

    @Test func aFileThatIsNamedMustBeThere() throws {
        try SettingsFile.withDirectory { directory in
            let path = "\(directory)/none.yaml"
            let missing = "cannot be read: No such file or directory (errno 2)"
            let loader = ConfigurationLoader(environment: ["GATEWAY_CONFIG": path], directories: [])
            #expect(Self.faults(loader) == ["GATEWAY_CONFIG: \(path) \(missing)"])
            // All faults at once, those of the environment too.
            let others = ConfigurationLoader(
                environment: ["GATEWAY_CONFIG": directory, "GATEWAY_MAX_BODY": "x"],
                directories: []
            )
            #expect(Self.faults(others).count == 2)
            #expect(Self.faults(others).first == "GATEWAY_CONFIG: \(directory) is no regular file")
            // One that was there and is gone, too.
            #expect(Self.faults(ConfigurationLoader(environment: [:], directories: []), path) == ["\(path) \(missing)"])
            try SettingsFile.write("# " + String(repeating: "x", count: 1 << 20), to: path)
            #expect(Self.faults(loader) == ["GATEWAY_CONFIG: \(path) has more than 1048576 bytes"])
        }
    }

    @Test func theFileOfVariablesIsBetweenTheEnvironmentAndTheFile() throws {
        try SettingsFile.withDirectory { directory in
            let environmentFile = "\(directory)/gateway.env"
            let variables =
                "GATEWAY_MAX_BODY=2\nGATEWAY_MAX_REQUESTS=2\nKEY=from-file\nGATEWAY_CONFIG=\(directory)/c.yaml\n"
            try SettingsFile.write(variables, to: environmentFile)
            let text = "limits: {body: 3, requests: 3, memory: 3}\naccess: {key: '${KEY}'}\n"
            try SettingsFile.write(text, to: "\(directory)/c.yaml")
            var loader = ConfigurationLoader(
                environment: ["GATEWAY_MAX_BODY": "1", "GATEWAY_MAX_REQUESTS": ""],
                environmentFile: environmentFile,
                directories: []
            )
            let configuration = try loader.load()
            #expect(configuration.serverLimits.body == 1)
            #expect(configuration.maximumRequests == 2)
            #expect(configuration.serverLimits.memory == 3)
            #expect(configuration.secretToken?.revealed == "from-file")
            let report = configuration.report.joined(separator: "\n")
            for (name, source) in [
                ("GATEWAY_CONFIG", "gateway.env"), ("GATEWAY_MAX_BODY", "environment"),
                ("GATEWAY_MAX_REQUESTS", "gateway.env"),
                ("GATEWAY_MAX_MEMORY", "c.yaml:1"), ("SECRET_TOKEN", "c.yaml:2"),
            ] {
                let line = report.split(separator: "\n").first { $0.hasPrefix("\(name)=") }
                #expect(line?.hasSuffix("  (\(source))") == true, "\(line ?? "")")
            }
            // It is read again with the file.
            try SettingsFile.write(variables + "GATEWAY_MAX_REQUESTS=9\n", to: environmentFile)
            #expect(try loader.load().maximumRequests == 9)
        }
    }

    @Test(arguments: [
        ("access: {key: s3cret}", "access.key"), ("providers: {openai: {key: s3cret}}", "providers.openai.key"),
        ("proxies: {https: 'http://u:s3cret@h:1'}", "proxies.https"),
        ("providers: {openai: {headers: {X-Api-Key: s3cret}}}", "providers.openai.headers.X-Api-Key"),
        ("providers: {openai: {query: {token: s3cret}}}", "providers.openai.query.token"),
    ])
    func aFileOfKeysThatAllCanReadIsRefused(_ text: String, _ key: String) throws {
        try SettingsFile.withDirectory { directory in
            let path = "\(directory)/c.yaml"
            let exposure = "\(path) holds \(key) and every user of this machine can read it"
            func loader(_ allows: Bool = false) -> ConfigurationLoader {
                ConfigurationLoader(
                    environment: ["GATEWAY_CONFIG": path, "SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt"],
                    allowsWorldReadable: allows,
                    directories: []
                )
            }
            try SettingsFile.write(text, to: path, mode: 0o644)
            #expect(
                Self.faults(loader()) == [
                    "\(exposure): chmod 600 it, or pass --allow-world-readable, or name variables and files in it"
                ]
            )
            var allowing = loader(true)
            #expect(try allowing.load().warnings == [exposure])
            try SettingsFile.write(text, to: path, mode: 0o640)
            #expect(Self.faults(loader()) == [])
        }
    }

    @Test(arguments: [
        "access: {key: '${KEY}'}", "access: {origins: ['https://a']}", "proxies: {https: 'http://h:1'}",
        "providers: {openai: {headers: {X-Title: a}, query: {api-version: '1'}, key: '${KEY}'}}", "access: {key: ''}",
    ])
    func aFileWithoutKeysMayBeReadByAll(_ text: String) throws {
        try SettingsFile.withDirectory { directory in
            let path = "\(directory)/c.yaml"
            try SettingsFile.write(text, to: path, mode: 0o644)
            let environment = ["GATEWAY_CONFIG": path, "KEY": "k"]
            #expect(Self.faults(ConfigurationLoader(environment: environment, directories: [])) == [])
        }
    }

    // MARK: What stays

    @Test func whatCannotChangeWhileItRunsIsKept() throws {
        let before = try SettingsFile.load("limits: {requests: 5, body: 7}\nlog: {level: info}\n")
        var after = try SettingsFile.load("limits: {requests: 6, body: 7}\nlog: {level: debug}\nmetrics: on\n")
        let changed = after.keepFixedSettings(of: before)
        #expect(changed == ["limits.requests (GATEWAY_MAX_REQUESTS)", "metrics (GATEWAY_METRICS)"])
        #expect(after.maximumRequests == 5)
        #expect(after.serverLimits.body == 7)
        #expect(!after.hasMetrics)
        #expect(after.logLevel == .debug)
        // As long as the file says so, it is told again.
        var again = try SettingsFile.load("limits: {requests: 6, body: 7}\n")
        #expect(again.keepFixedSettings(of: after) == ["limits.requests (GATEWAY_MAX_REQUESTS)"])
        var back = try SettingsFile.load("limits: {requests: 5, body: 7}\n")
        #expect(back.keepFixedSettings(of: again) == [])
    }

    /// The password of a proxy is shown nowhere, and is a change all the same.
    @Test func aSecretThatCannotChangeIsComparedToo() throws {
        let before = try SettingsFile.load("proxies: {https: 'http://u:one@h:1'}")
        var after = try SettingsFile.load("proxies: {https: 'http://u:two@h:1'}")
        #expect(after.keepFixedSettings(of: before) == ["proxies (HTTP_PROXY, HTTPS_PROXY, NO_PROXY, ALL_PROXY)"])
        #expect(after.proxies == before.proxies)
    }

    /// Each setting that cannot be reloaded is kept, and each other one is not.
    @Test(arguments: Setting.all.indices)
    func everySettingIsKeptOrTaken(_ index: Int) throws {
        let setting = Setting.all[index]
        guard let value = setting.values.first else { return }
        let text = FileSettingsTests.file(value, FileSettingsTests.sample(value), asList: false)
        let (plain, changed) = (try Configuration(environment: [:]), try SettingsFile.load(text))
        var later = changed
        #expect(later.keepFixedSettings(of: plain).isEmpty == setting.isReloadable)
        let expected = setting.isReloadable ? changed : plain
        #expect(setting.lines(later) == setting.lines(expected), "\(value.key)")
        #expect(later.sources[value.variable] == expected.sources[value.variable])
    }
}
