// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import Configuration
internal import Upstream

/// Whether requests reach the gateway through the web server, judged by the first of them.
struct ReachabilityCheck {
    let address: SiteAddress
    let configuration: Configuration
    let response: SiteResponse
    let server: RecognizedServer
    /// Whether another path of the gateway is answered, where the response is a 404.
    let isOtherPathAnswered: Bool

    /// What was found; ok with the facts alone.
    func finding(_ facts: GatewayFacts?) -> Finding {
        if let facts {
            let seen = "\(response.summary), gateway \(facts.version), process \(facts.process)"
            return Finding("reachable", .ok, seen)
        }
        return Finding("reachable", .failed, seen, advice: advice)
    }

    private var seen: String {
        guard let message = response.errorMessage else { return response.summary }
        return "\(response.summary): \(SiteResponse.cleaned(message))"
    }

    private var advice: [String] {
        guard let status = response.status else { return unreachable }
        switch status {
        case 401, 403:
            return refused
        case 404:
            return notFound
        case 502, 503, 504:
            return Advice.lines(for: .noGateway(socket: socket), in: server)
        case 300..<400:
            let place = response.head?["location"].map(SiteResponse.cleaned) ?? "elsewhere"
            return ["the web server redirects to \(place): llm-gateway doctor with the address that it means"]
        case 400 where !address.isSecure:
            return ["does that port speak https? llm-gateway doctor https://…"]
        case 200:
            return ["something else than the gateway answers there: is the path right?"]
        default:
            return ["the web server's error log says why"]
        }
    }

    private var unreachable: [String] {
        switch response.failure?.code {
        case .unreachable where response.failure?.underlying is TLSFailure:
            ["see TLS"]
        case .ownLimit:
            ["this process has no file or no memory left: ulimit -n"]
        case .unreachable, .timeout, .invalidRequest, .cancelled, nil:
            [
                "is the web server running, and is this its address?",
                "another one: llm-gateway doctor https://example.org/prefix",
            ]
        case .noAnswer, .cutOff, .invalidResponse:
            ["the web server's error log says why it broke the connection off"]
        }
    }

    private var refused: [String] {
        guard response.errorMessage != nil else {
            return [
                "the web server refuses the request by itself: the gateway's paths need no auth_basic, deny or require"
            ]
        }
        var lines = [
            "the running gateway has another SECRET_TOKEN than this configuration: restart it, or give doctor its "
                + "environment (--env-file)"
        ]
        lines.append("or neither X-API-Key nor Authorization arrives:")
        for field in [Symptom.Field.apiKey, .authorization] {
            lines += Advice.lines(for: .missing(field), in: server).map { "  \($0)" }
        }
        return lines
    }

    private var notFound: [String] {
        if response.errorMessage != nil {
            return [
                "the gateway does not know the path: GATEWAY_PATH_PREFIX has to be the path at which the site mounts it",
                "or it is a version without /healthz/stream",
            ]
        }
        let path = isOtherPathAnswered ? "/healthz" : "/"
        return [
            isOtherPathAnswered
                ? "other paths do lead to the gateway, /healthz/stream does not:"
                : "no part of the web server's configuration leads to the gateway; is the prefix in the address right?"
        ] + Advice.lines(for: .noLocation(path: path), in: server)
    }

    private var socket: String? {
        if case .unix(let path) = configuration.listenAddress { path } else { nil }
    }
}
