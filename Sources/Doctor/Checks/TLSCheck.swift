// SPDX-License-Identifier: Apache-2.0

internal import Upstream

/// Whether keys and prompts are encrypted on their way to the web server.
struct TLSCheck {
    let address: SiteAddress
    let response: SiteResponse

    func finding() -> Finding {
        if address.isSecure {
            if let failure = response.failure?.underlying as? TLSFailure {
                return Finding("TLS", .failed, failure.description, advice: failure.advice(for: address.host))
            }
            guard response.status != nil else { return Finding("TLS", .unknown, "no connection") }
            return Finding("TLS", .ok, "the certificate of \(address.host) was verified")
        }
        if address.isLoopback { return Finding("TLS", .ok, "none needed: nothing leaves this machine") }
        return Finding(
            "TLS",
            .warning,
            "keys and prompts travel in the clear to \(address.host)",
            advice: [
                "offer the gateway over https, and examine that address: llm-gateway doctor https://\(address.host)"
            ]
        )
    }
}
