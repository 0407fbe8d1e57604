// SPDX-License-Identifier: Apache-2.0

/// Whether what the gateway needs to know of a request arrives.
struct HeaderCheck {
    let address: SiteAddress
    let facts: GatewayFacts
    let server: RecognizedServer

    func findings() -> [Finding] {
        [key, request]
    }

    private var key: Finding {
        let missing = [(Symptom.Field.apiKey, facts.hasAPIKey), (.authorization, facts.hasAuthorization)]
            .filter { !$0.1 }.map(\.0)
        if missing.isEmpty { return Finding("key headers", .ok, "X-API-Key and Authorization arrive") }
        return Finding(
            "key headers",
            .failed,
            "lost on the way: " + missing.map(\.rawValue).joined(separator: ", "),
            advice: missing.flatMap { Advice.lines(for: .missing($0), in: server) }
        )
    }

    /// What is good to have: without it the gateway works, and its log says less.
    private var request: Finding {
        var missing: [Symptom.Field] = []
        var seen: [String] = []
        if facts.hasRequestID {
            seen.append("a request id")
        } else if canPassRequestIDs {
            missing.append(.requestID)
        } else {
            seen.append("no request id (the gateway makes its own)")
        }
        if let address = facts.remoteAddress {
            seen.append("the caller's address \(SiteResponse.cleaned(address))")
        } else {
            missing.append(.remoteAddress)
        }
        if facts.hasForwardedFor { seen.append("X-Forwarded-For, from a proxy before the web server") }
        if address.isSecure {
            if facts.isSecure { seen.append("HTTPS") } else { missing.append(.https) }
        }
        guard !missing.isEmpty else { return Finding("variables", .ok, seen.joined(separator: ", ")) }
        return Finding(
            "variables",
            .warning,
            "missing: " + missing.map(\.rawValue).joined(separator: ", "),
            advice: missing.flatMap { Advice.lines(for: .missing($0), in: server) }
        )
    }

    private var canPassRequestIDs: Bool {
        switch server {
        case .nginx, .haproxy, .caddy: true
        case .apacheProxy, .apacheFcgid, .apache, .lighttpd, .other: false
        }
    }
}
