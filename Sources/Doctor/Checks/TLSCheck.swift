// SPDX-License-Identifier: Apache-2.0

/// Whether keys and prompts are encrypted on their way to the web server.
struct TLSCheck {
    let address: SiteAddress
    let response: SiteResponse

    func finding() -> Finding {
        if address.isSecure {
            if let reason = TLSFailure.reason(of: response.failure) {
                return Finding(
                    "TLS",
                    .failed,
                    reason,
                    advice: [
                        "the port has to speak TLS, and the certificate to name \(address.host) and come with its intermediate certificates",
                        "for an authority of one's own: SSL_CERT_FILE with its certificate",
                    ]
                )
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
