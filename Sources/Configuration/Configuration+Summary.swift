// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import Logging
internal import Providers
internal import Upstream

extension Configuration {
    /// What is in force, a `NAME=value` line each, with secrets hidden: what `llm-gateway check` prints.
    package var summary: [String] {
        var lines = [
            "SECRET_TOKEN=\(secretToken == nil ? "(not set: the gateway is open)" : "***")",
            "GATEWAY_LISTEN=\(listenAddress.map(\.description) ?? "(not set: a socket must be inherited)")",
            "GATEWAY_SOCKET_MODE=0\(String(socketAccess.mode, radix: 8))",
            "GATEWAY_SOCKET_GROUP=\(socketAccess.group.map { "\($0)" } ?? "(the process's)")",
            "GATEWAY_SOCKET_PEERS=\(socketPeers.map { $0.sorted().map(String.init).joined(separator: ",") } ?? "(any)")",
            "GATEWAY_CONNECT_TIMEOUT=\(upstreamTimeouts.connect.secondsText)",
            "GATEWAY_FIRST_BYTE_TIMEOUT=\(upstreamTimeouts.firstByte.secondsText)",
            "GATEWAY_IDLE_TIMEOUT=\(upstreamTimeouts.idle.secondsText)",
            "GATEWAY_TOTAL_TIMEOUT=\(upstreamTimeouts.total.secondsText)",
            "GATEWAY_KEEPALIVE_INTERVAL=\(keepAliveInterval.secondsText)",
            "GATEWAY_MAX_BODY=\(serverLimits.body)",
            "GATEWAY_MAX_MEMORY=\(serverLimits.memory)",
            "GATEWAY_BODY_TIMEOUT=\(serverLimits.bodyTimeout.secondsText)",
            "GATEWAY_MAX_REQUESTS=\(maximumRequests)",
            "GATEWAY_DRAIN_TIMEOUT=\(drainTimeout.secondsText)",
            "GATEWAY_ALLOWED_ORIGINS=\(allowedOrigins.isEmpty ? "(none)" : allowedOrigins.sorted().joined(separator: ","))",
            "GATEWAY_PATH_PREFIX=\(pathPrefix.path.isEmpty ? "(none)" : pathPrefix.path)",
            "GATEWAY_TRUSTED_PROXIES=\(trustedProxies == TrustedProxies() ? "(none)" : trustedProxies.description)",
            "GATEWAY_METRICS=\(hasMetrics ? "on" : "off")",
            "GATEWAY_IDLE_EXIT=\(idleExit.map(\.secondsText) ?? "off")",
            "GATEWAY_CORE_DUMPS=\(allowsCoreDumps ? "on" : "off")",
            "GATEWAY_LOG_LEVEL=\(logLevel)",
            "GATEWAY_LOG_FORMAT=\(logFormat)",
            "SSL_CERT_FILE=\(trustedRoots.file ?? (trustedRoots.directories.isEmpty ? "(the system's)" : "(none)"))",
            "SSL_CERT_DIR=\(trustedRoots.directories.isEmpty ? "(none)" : trustedRoots.directories.joined(separator: ":"))",
        ]
        lines += proxies.summary
        let further = providers.furtherProviders
        lines.append("GATEWAY_PROVIDERS=\(further.isEmpty ? "(none)" : further.joined(separator: ","))")
        guard let registry = try? ProviderRegistry(providers) else { return lines }
        for provider in registry.providers {
            let prefix = ProviderConfiguration.variablePrefix(of: provider.name)
            lines.append("\(prefix)_BASE_URL=\(provider.baseURL.text)")
            lines.append("\(prefix)_API_KEY=\(provider.key == nil ? "(not set)" : "***")")
        }
        return lines
    }
}
