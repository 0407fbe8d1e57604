// SPDX-License-Identifier: Apache-2.0

package import Configuration
package import NIOCore
internal import FastCGI
internal import Providers
package import Upstream

/// Examines an installation, as a client of its web server and as the user on the server.
package struct Doctor: Sendable {
    /// The key that is sent when there is none: the headers' way can be seen all the same.
    private static let anyKey = "llm-gateway-doctor"

    private let address: SiteAddress
    private let configuration: Configuration
    private let environmentFile: String?
    private let site: SiteClient
    private let providers: any UpstreamCalling
    private let eventLoop: any EventLoop
    private let note: @Sendable (String) -> Void

    /// Makes a doctor.
    ///
    /// - Parameters:
    ///   - address: Where the web server offers the gateway.
    ///   - configuration: The gateway's configuration.
    ///   - environmentFile: The file that a part of it was read from.
    ///   - web: The way to the web server, without any proxy.
    ///   - providers: The way to the providers.
    ///   - eventLoop: The loop of both.
    ///   - note: Takes a sentence on what is waited for.
    package init(
        _ address: SiteAddress,
        configuration: Configuration,
        environmentFile: String?,
        web: any UpstreamCalling,
        providers: any UpstreamCalling,
        eventLoop: any EventLoop,
        note: @escaping @Sendable (String) -> Void
    ) {
        self.address = address
        self.configuration = configuration
        self.environmentFile = environmentFile
        let key = configuration.secretToken?.revealed ?? Self.anyKey
        site = SiteClient(address, key: key, upstream: web, eventLoop: eventLoop)
        self.providers = providers
        self.eventLoop = eventLoop
        self.note = note
    }

    /// Makes all checks, one after the other; on the event loop.
    package func examine() async -> Report {
        let opening = await site.get("/healthz/stream")
        let facts = opening.events.first.flatMap { GatewayFacts($0.data) }
        let server = RecognizedServer(
            software: facts?.serverSoftware,
            field: opening.head?["server"],
            apacheModule: facts?.apacheModule
        )
        var findings = localFindings()
        let reachability = ReachabilityCheck(
            address: address,
            configuration: configuration,
            response: opening,
            server: server,
            isOtherPathAnswered: await isOtherPathAnswered(opening)
        )
        findings.append(reachability.finding(facts))
        findings.append(TLSCheck(address: address, response: opening).finding())
        if let facts { findings += await siteFindings(opening, facts, server) }
        findings += await providerFindings()
        return Report(address: address.text, server: opening.head.map { _ in server }, findings: findings)
    }

    private func localFindings() -> [Finding] {
        var findings: [Finding] = []
        if let listenAddress = configuration.listenAddress {
            findings.append(SocketCheck(address: listenAddress).finding())
        }
        if let environmentFile { findings.append(EnvironmentFileCheck(path: environmentFile).finding()) }
        return findings
    }

    /// A site may lead some paths to the gateway and not others.
    private func isOtherPathAnswered(_ opening: SiteResponse) async -> Bool {
        guard opening.status == 404, opening.errorMessage == nil else { return false }
        let status = await site.get("/llm/providers").status
        return status == 200 || status == 401
    }

    private func siteFindings(_ opening: SiteResponse, _ facts: GatewayFacts, _ server: RecognizedServer) async
        -> [Finding]
    {
        var findings = [ConfigurationCheck(configuration: configuration, facts: facts).finding()]
        findings += HeaderCheck(address: address, facts: facts, server: server).findings()
        findings.append(await AccessCheck(site: site, hasKey: configuration.secretToken != nil).finding())
        findings.append(await OpenAICheck(site: site, server: server).finding())
        findings.append(PaceCheck(response: opening, server: server, facts: facts).finding())
        let disconnect = await DisconnectCheck(site: site, server: server).finding()
        findings.append(disconnect)
        if disconnect.verdict == .ok || disconnect.verdict == .warning {
            findings.append(await SilentDisconnectCheck(site: site, server: server, facts: facts).finding())
        }
        let body = await BodyCheck(site: site, server: server, limit: facts.maximumBody).finding()
        findings.append(body)
        if body.verdict == .ok {
            findings.append(await ChunkedBodyCheck(site: site, server: server, limit: facts.maximumBody).finding())
        }
        let silence = SilenceCheck(site: site, server: server, facts: facts)
        note("waiting \(silence.interval) s: a stream is silent for GATEWAY_KEEPALIVE_INTERVAL")
        findings.append(await silence.finding())
        return findings
    }

    private func providerFindings() async -> [Finding] {
        var findings: [Finding] = []
        for provider in configuration.registry.providers {
            let check = ProviderCheck(
                provider: provider,
                upstream: providers,
                eventLoop: eventLoop,
                isWanted: provider.key != nil || configuration.providers.settings[provider.name]?.baseURL != nil
            )
            if let finding = await check.finding() { findings.append(finding) }
        }
        if findings.isEmpty {
            let advice = ["the key of a provider, such as OPENAI_API_KEY=…, or LOCAL_BASE_URL=…"]
            findings.append(
                Finding("providers", .warning, "none has a key, and no local server answers", advice: advice)
            )
        }
        return findings
    }
}
