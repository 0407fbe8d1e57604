// SPDX-License-Identifier: Apache-2.0

/// Whether a caller without the key is turned away.
struct AccessCheck {
    private static let wrongKey = "llm-gateway-doctor-wrong-key"

    let site: SiteClient
    let hasKey: Bool

    func finding() async -> Finding {
        guard hasKey else {
            return Finding(
                "access",
                .warning,
                "SECRET_TOKEN is not set: whoever reaches the web server may call",
                advice: [
                    "SECRET_TOKEN=…, and restart the gateway"
                ]
            )
        }
        let response = await site.get("/llm/providers", key: Self.wrongKey)
        switch response.status {
        case 401:
            return Finding("access", .ok, "a wrong key is refused")
        case 200:
            return Finding(
                "access",
                .failed,
                "a wrong key is let through",
                advice: [
                    "SECRET_TOKEN is set here, and the running gateway has none: restart it"
                ]
            )
        default:
            return Finding("access", .unknown, "with a wrong key: \(response.summary)")
        }
    }
}
