// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import FastCGI
internal import Logging
internal import OperatingSystem
internal import Providers
internal import Upstream

extension Setting {
    /// Every setting but those of single providers, in the order in which `llm-gateway check` shows them.
    package static let all: [Setting] =
        [file] + access + calls + limits + site + process + images + ways + [
            // A file names them by what it says of each: those come behind the ones of the variable.
            Setting(
                variables: [ProviderVariables.list],
                key: FileLayout.providers,
                values: [],
                read: { reader, configuration in
                    var names = reader.words(ProviderVariables.list).map { $0.trimmingBlanks().lowercased() }
                    for provider in reader.providers where !ProviderConfiguration.builtInNames.contains(provider.name) {
                        if !names.contains(provider.name) { names.append(provider.name) }
                    }
                    configuration.providers.furtherProviders = names
                },
                keep: nil
            ) {
                let names = $0.providers.furtherProviders
                return ["\(ProviderVariables.list)=\(names.isEmpty ? "(none)" : names.joined(separator: ","))"]
            },
            Setting("GATEWAY_MODELS", "models", .list(separator: ","), keep: nil) { reader, configuration in
                for name in reader.words("GATEWAY_MODELS").map({ $0.trimmingBlanks() }) {
                    guard let id = ModelID(ByteString(name)) else {
                        reader.fault("GATEWAY_MODELS: expected names such as local/llama3, got \"\(name)\"")
                        continue
                    }
                    let provider = ByteString(id.provider.lowercased.bytes)
                    configuration.models.append(ModelID(provider: provider, name: id.name))
                }
            } show: {
                $0.models.isEmpty
                    ? "(those that providers list)"
                    : $0.models.map { "\($0.provider)/\($0.name)" }.joined(separator: ",")
            },
        ]

    /// Where the file of settings is; whoever looks for it has read the variable, once for the process.
    private static let file = Setting(
        variables: [ConfigurationLoader.variable],
        key: nil,
        values: [],
        read: { _, _ in },
        keep: { _, _ in }
    ) {
        ["\(ConfigurationLoader.variable)=\($0.file?.path ?? "(none)")"]
    }

    private static let access: [Setting] = [
        Setting("SECRET_TOKEN", "access.key", .secret, keep: nil) { reader, configuration in
            guard let token = reader.key(["SECRET_TOKEN"]) else { return }
            // Web servers cut blanks off a header's value: no caller could send such a key.
            if token.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) {
                configuration.secretToken = Secret(token)
            } else {
                reader.fault("SECRET_TOKEN: expected ASCII characters without blanks, got others (not shown)")
            }
        } show: {
            $0.secretToken == nil ? "(not set: the gateway is open)" : "***"
        },
        Setting("GATEWAY_LISTEN", "listen.address", .text) {
            $1.listenAddress = $0.listenAddress
        } read: { reader, configuration in
            guard let text = reader.listen ?? reader.text("GATEWAY_LISTEN") else { return }
            do throws(FastCGIError) {
                configuration.listenAddress = try ListenAddress(text)
            } catch {
                reader.fault("\(reader.listen == nil ? "GATEWAY_LISTEN" : "--listen"): \(error.message)")
            }
        } show: {
            $0.listenAddress.map(\.description) ?? "(not set: a socket must be inherited)"
        },
        value(
            "GATEWAY_SOCKET_MODE",
            "listen.mode",
            .text,
            \.socketAccess.mode,
            expecting: "octal permissions such as 0660",
            parse: { UInt32($0, radix: 8).flatMap { $0 <= 0o777 ? $0 : nil } },
            show: { "0\(String($0, radix: 8))" }
        ),
        value(
            "GATEWAY_SOCKET_GROUP",
            "listen.group",
            .text,
            \.socketAccess.group,
            expecting: "a group of this machine",
            parse: { UserDatabase.group($0).map { .some($0) } },
            show: { $0.map { "\($0)" } ?? "(the process's)" }
        ),
        value(
            "GATEWAY_SOCKET_PEERS",
            "listen.peers",
            .list(separator: ","),
            \.socketPeers,
            expecting: "users of this machine",
            parse: { text in
                let users = text.words.map { UserDatabase.user($0) }
                return users.isEmpty || users.contains(nil) ? nil : .some(Set(users.compactMap(\.self)))
            },
            show: { $0.map { $0.sorted().map(String.init).joined(separator: ",") } ?? "(any)" }
        ),
    ]

    private static let calls: [Setting] = [
        seconds("GATEWAY_CONNECT_TIMEOUT", "timeouts.connect", \.upstreamTimeouts.connect, isReloadable: true),
        seconds("GATEWAY_FIRST_BYTE_TIMEOUT", "timeouts.first_byte", \.upstreamTimeouts.firstByte, isReloadable: true),
        seconds("GATEWAY_IDLE_TIMEOUT", "timeouts.idle", \.upstreamTimeouts.idle, isReloadable: true),
        seconds("GATEWAY_TOTAL_TIMEOUT", "timeouts.total", \.upstreamTimeouts.total, isReloadable: true),
        seconds("GATEWAY_KEEPALIVE_INTERVAL", "timeouts.keepalive", \.keepAliveInterval, isReloadable: true),
    ]

    private static let limits: [Setting] = [
        integer("GATEWAY_MAX_BODY", "limits.body", \.serverLimits.body, in: 1...(1 << 30)),
        integer("GATEWAY_MAX_MEMORY", "limits.memory", \.serverLimits.memory, in: 1...(1 << 50)),
        seconds("GATEWAY_BODY_TIMEOUT", "limits.body_timeout", \.serverLimits.bodyTimeout),
        integer("GATEWAY_MAX_REQUESTS", "limits.requests", \.maximumRequests, in: 1...1_000_000),
        onOrOff("GATEWAY_SIGNATURE_MEMORY", "signature_memory", \.remembersSignatures),
        seconds("GATEWAY_DRAIN_TIMEOUT", "limits.drain_timeout", \.drainTimeout, isReloadable: true),
    ]

    private static let site: [Setting] = [
        value(
            "GATEWAY_ALLOWED_ORIGINS",
            "access.origins",
            .list(separator: ","),
            \.allowedOrigins,
            isReloadable: true,
            expecting: "origins such as https://example.org, or *",
            parse: { text in
                let origins = text.words
                let areValid = origins.allSatisfy { origin in
                    origin == "*" || (origin.contains("://") && !origin.hasSuffix("/"))
                }
                return areValid && !origins.isEmpty ? Set(origins) : nil
            },
            show: { $0.isEmpty ? "(none)" : $0.sorted().joined(separator: ",") }
        ),
        value(
            "GATEWAY_PATH_PREFIX",
            "access.path_prefix",
            .text,
            \.pathPrefix,
            expecting: "a path such as /ai, of letters, digits, and - _ . ~",
            parse: { PathPrefix($0) },
            show: { $0.path.isEmpty ? "(none)" : $0.path }
        ),
        value(
            "GATEWAY_TRUSTED_PROXIES",
            "access.trusted_proxies",
            .list(separator: ","),
            \.trustedProxies,
            isReloadable: true,
            expecting: "addresses such as 192.0.2.1 or 10.0.0.0/8, or unix:",
            parse: { TrustedProxies($0) },
            show: { $0 == TrustedProxies() ? "(none)" : $0.description }
        ),
    ]

    private static let process: [Setting] = [
        onOrOff("GATEWAY_METRICS", "metrics", \.hasMetrics),
        secondsOrOff("GATEWAY_IDLE_EXIT", "limits.idle_exit", \.idleExit),
        onOrOff("GATEWAY_CORE_DUMPS", "core_dumps", \.allowsCoreDumps),
        word("GATEWAY_LOG_LEVEL", "log.level", \.logLevel, isReloadable: true),
        word("GATEWAY_LOG_FORMAT", "log.format", \.logFormat),
    ]

    private static let images: [Setting] = [
        onOrOff("GATEWAY_FETCH_IMAGES", "images.fetch", \.fetchesImages, isReloadable: true)
    ]

    /// The way to the providers.
    private static let ways: [Setting] = [
        Setting("SSL_CERT_FILE", "certificates.file", .text) {
            $1.trustedRoots.file = $0.trustedRoots.file
        } read: { reader, configuration in
            configuration.trustedRoots.file = reader.text("SSL_CERT_FILE")
            for fault in TrustedRoots(file: configuration.trustedRoots.file).faults { reader.fault(fault) }
        } show: {
            $0.trustedRoots.file ?? ($0.trustedRoots.directories.isEmpty ? "(the system's)" : "(none)")
        },
        Setting("SSL_CERT_DIR", "certificates.directories", .list(separator: ":")) {
            $1.trustedRoots.directories = $0.trustedRoots.directories
        } read: { reader, configuration in
            let directories = (reader.text("SSL_CERT_DIR") ?? "").split(separator: ":").map(String.init)
            configuration.trustedRoots.directories = directories
            for fault in TrustedRoots(file: nil, directories: directories).faults { reader.fault(fault) }
        } show: {
            $0.trustedRoots.directories.isEmpty ? "(none)" : $0.trustedRoots.directories.joined(separator: ":")
        },
        Setting(
            variables: ["HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "ALL_PROXY"],
            key: "proxies",
            values: [
                SettingValue(key: "proxies.http", variable: "HTTP_PROXY", form: .secret),
                SettingValue(key: "proxies.https", variable: "HTTPS_PROXY", form: .secret),
                SettingValue(key: "proxies.all", variable: "ALL_PROXY", form: .secret),
                SettingValue(key: "proxies.except", variable: "NO_PROXY", form: .list(separator: ",")),
            ],
            read: { reader, configuration in
                do throws(ProxySettingsError) {
                    configuration.proxies = try ProxySettings(environment: reader.variables)
                } catch {
                    reader.fault(error.description)
                }
            },
            keep: { $1.proxies = $0.proxies },
            lines: \.proxies.summary
        ),
    ]
}
