// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import FoundationEssentials
internal import Logging
internal import OperatingSystem
internal import Providers
internal import Upstream

extension Configuration {
    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - environment: The variables, those of the environment file included.
    ///   - listen: The value of `--listen`, which goes before `GATEWAY_LISTEN`.
    /// - Throws: ``ConfigurationError`` with all faults.
    package init(environment: [String: String], listen: String? = nil) throws(ConfigurationError) {
        self.init()
        var reader = EnvironmentReader(environment)
        readListener(&reader, listen: listen)
        readAccess(&reader)
        readLimits(&reader)
        readUpstream(&reader)
        readLogging(&reader)
        readProviders(&reader)
        guard reader.faults.isEmpty else { throw ConfigurationError(reader.faults) }
        // The summary names every variable that there is.
        let known = Set(summary.compactMap { $0.split(separator: "=").first.map(String.init) })
        unknownVariables = environment.keys.filter { $0.hasPrefix("GATEWAY_") && !known.contains($0) }.sorted()
    }

    private mutating func readListener(_ reader: inout EnvironmentReader, listen: String?) {
        let name = listen == nil ? "GATEWAY_LISTEN" : "--listen"
        if let text = listen ?? reader.text("GATEWAY_LISTEN") {
            do throws(FastCGIError) {
                listenAddress = try ListenAddress(text)
            } catch {
                reader.fault("\(name): \(error.message)")
            }
        }
        reader.read("GATEWAY_SOCKET_MODE", into: &socketAccess.mode, expecting: "octal permissions such as 0660") {
            UInt32($0, radix: 8).flatMap { $0 <= 0o777 ? $0 : nil }
        }
        reader.readOptional("GATEWAY_SOCKET_GROUP", into: &socketAccess.group, expecting: "a group of this machine") {
            UserDatabase.group($0)
        }
        reader.readOptional("GATEWAY_SOCKET_PEERS", into: &socketPeers, expecting: "users of this machine") { text in
            let names = text.split { $0 == "," || $0 == " " }
            let users = names.compactMap { UserDatabase.user(String($0)) }
            return users.count == names.count && !users.isEmpty ? Set(users) : nil
        }
    }

    private mutating func readAccess(_ reader: inout EnvironmentReader) {
        if let token = reader.key("SECRET_TOKEN") {
            // Web servers cut blanks off a header's value: no caller could send such a key.
            if token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
                secretToken = Secret(token)
            } else {
                reader.fault("SECRET_TOKEN: expected ASCII characters without blanks, got others (not shown)")
            }
        }
        reader.read(
            "GATEWAY_ALLOWED_ORIGINS",
            into: &allowedOrigins,
            expecting: "origins such as https://example.org, or *"
        ) {
            let origins = $0.split { $0 == "," || $0 == " " }.map(String.init)
            let areValid = origins.allSatisfy { origin in
                origin == "*" || (origin.contains("://") && !origin.hasSuffix("/"))
            }
            return areValid && !origins.isEmpty ? Set(origins) : nil
        }
        reader.read(
            "GATEWAY_PATH_PREFIX",
            into: &pathPrefix,
            expecting: "a path such as /ai, of letters, digits, and - _ . ~"
        ) { PathPrefix($0) }
        reader.read(
            "GATEWAY_TRUSTED_PROXIES",
            into: &trustedProxies,
            expecting: "addresses such as 192.0.2.1 or 10.0.0.0/8, or unix:"
        ) { TrustedProxies($0) }
    }

    private mutating func readLimits(_ reader: inout EnvironmentReader) {
        reader.readInteger("GATEWAY_MAX_BODY", into: &serverLimits.body, in: 1...(1 << 30))
        serverLimits.memory = MachineMemory.share(of: MachineMemory.available())
        reader.readInteger("GATEWAY_MAX_MEMORY", into: &serverLimits.memory, in: 1...(1 << 50))
        reader.readSeconds("GATEWAY_BODY_TIMEOUT", into: &serverLimits.bodyTimeout)
        reader.readInteger("GATEWAY_MAX_REQUESTS", into: &maximumRequests, in: 1...1_000_000)
        reader.readSeconds("GATEWAY_DRAIN_TIMEOUT", into: &drainTimeout)
        reader.readSeconds("GATEWAY_KEEPALIVE_INTERVAL", into: &keepAliveInterval)
        reader.readSecondsOrOff("GATEWAY_IDLE_EXIT", into: &idleExit)
    }

    private mutating func readUpstream(_ reader: inout EnvironmentReader) {
        reader.readSeconds("GATEWAY_CONNECT_TIMEOUT", into: &upstreamTimeouts.connect)
        reader.readSeconds("GATEWAY_FIRST_BYTE_TIMEOUT", into: &upstreamTimeouts.firstByte)
        reader.readSeconds("GATEWAY_IDLE_TIMEOUT", into: &upstreamTimeouts.idle)
        reader.readSeconds("GATEWAY_TOTAL_TIMEOUT", into: &upstreamTimeouts.total)
        trustedRoots = TrustedRoots(environment: reader.environment)
        for fault in trustedRoots.faults { reader.fault(fault) }
        if !trustedRoots.areThere {
            warnings.append(
                "no certificate authorities are known on this machine, so that no provider can be called over https: "
                    + "install ca-certificates, or set SSL_CERT_FILE"
            )
        }
        do throws(ProxySettingsError) {
            proxies = try ProxySettings(environment: reader.environment)
            warnings += proxies.misunderstood.map {
                "NO_PROXY: \"\($0)\" is ignored: expected a name, an address, a range such as 10.0.0.0/8 or a pattern such "
                    + "as 10.*, maybe with :port"
            }
        } catch {
            reader.fault(error.description)
        }
    }

    private mutating func readLogging(_ reader: inout EnvironmentReader) {
        reader.readWord("GATEWAY_LOG_FORMAT", into: &logFormat)
        reader.readWord("GATEWAY_LOG_LEVEL", into: &logLevel)
        reader.readSwitch("GATEWAY_METRICS", into: &hasMetrics)
        reader.readSwitch("GATEWAY_CORE_DUMPS", into: &allowsCoreDumps)
    }

    private mutating func readProviders(_ reader: inout EnvironmentReader) {
        providers.furtherProviders = (reader.text("GATEWAY_PROVIDERS") ?? "").split { $0 == "," || $0 == " " }
            .map { $0.lowercased() }
        let googleKey = ["GOOGLE_API_KEY", "GEMINI_API_KEY"].first { reader.text($0) != nil } ?? "GOOGLE_API_KEY"
        for name in ProviderConfiguration.builtInNames + providers.furtherProviders {
            let prefix = ProviderConfiguration.variablePrefix(of: name)
            let key = reader.key(name == "google" ? googleKey : "\(prefix)_API_KEY")
            providers.settings[name] = ProviderSettings(
                baseURL: reader.text("\(prefix)_BASE_URL"),
                key: key.map(Secret.init)
            )
        }
        do throws(ProviderConfigurationError) {
            _ = try ProviderRegistry(providers)
        } catch {
            for fault in error.faults {
                let variable = fault.variable == "GOOGLE_API_KEY" ? googleKey : fault.variable
                reader.fault("\(variable): \(fault.problem)")
            }
        }
    }
}
