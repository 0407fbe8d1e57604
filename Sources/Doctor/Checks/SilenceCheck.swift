// SPDX-License-Identifier: Apache-2.0

internal import Upstream

/// Whether a stream outlives the longest silence that the gateway lets it have.
struct SilenceCheck {
    /// How far the web server's limit should be above GATEWAY_TOTAL_TIMEOUT, in seconds.
    private static let margin = 60

    let site: SiteClient
    let server: RecognizedServer
    let facts: GatewayFacts

    /// The silence in seconds, in words.
    var interval: String { Self.seconds(.seconds(facts.keepAliveInterval)) }

    func finding() async -> Finding {
        let response = await site.get("/healthz/stream?pause=keep-alive")
        if response.events.count == 2, response.failure == nil {
            return Finding(
                "silence",
                .ok,
                "a stream goes on after \(interval) s without a word (GATEWAY_KEEPALIVE_INTERVAL)"
            )
        }
        if case .timeout = response.failure?.code, response.status == 200,
            response.duration < .seconds(facts.keepAliveInterval)
        {
            return Finding(
                "silence",
                .unknown,
                "doctor waits \(Self.seconds(response.duration)) s; GATEWAY_KEEPALIVE_INTERVAL is \(interval) s",
                advice: ["give doctor the gateway's environment (--env-file)"]
            )
        }
        // A web server that buffers gives its error in place of the whole stream.
        let isCut = response.status == 504 || response.status == 502 || response.status == 200
        return Finding(
            "silence",
            isCut ? .failed : .unknown,
            isCut
                ? "cut off after \(Self.seconds(response.duration)) s; GATEWAY_KEEPALIVE_INTERVAL is \(interval) s"
                : response.summary,
            advice: isCut
                ? Advice.lines(for: .silenceCut(seconds: Int(facts.totalTimeout) + Self.margin), in: server)
                : []
        )
    }

    /// A time in seconds with one digit behind the point, where there is one.
    private static func seconds(_ duration: Duration) -> String {
        let tenths = Int((duration / .milliseconds(100)).rounded())
        return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
