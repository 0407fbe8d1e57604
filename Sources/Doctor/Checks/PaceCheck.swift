// SPDX-License-Identifier: Apache-2.0

internal import Upstream

/// Whether the web server passes the chunks of a stream on as they come.
struct PaceCheck {
    let response: SiteResponse
    let server: RecognizedServer
    let facts: GatewayFacts

    func finding() -> Finding {
        let pace = Pace(response.events)
        let times = "the first after \(pace.first) ms, the last after \(pace.last) ms"
        switch pace.judgement {
        case .steady:
            return Finding("streaming", .ok, "\(pace.chunks) chunks came one by one: \(times)")
        case .oneLate:
            return Finding("streaming", .failed, "each chunk waits for the next one: \(times)", advice: advice)
        case .buffered:
            return Finding("streaming", .failed, "chunks are held back: \(times)", advice: advice)
        case .incomplete:
            let ending = response.failure.map { ", then \($0.message)" } ?? ""
            return Finding(
                "streaming",
                .failed,
                "\(pace.chunks) of \(Pace.chunkCount) chunks came\(ending)",
                advice: [
                    "the web server's error log says why it ended the stream"
                ]
            )
        }
    }

    private var advice: [String] { Advice.lines(for: .buffered(isProxied: isProxied), in: server) }

    /// Whether something between here and the web server has passed the request on.
    ///
    /// The request went out as HTTP/1.1: nginx, as a proxy, asks with 1.0 unless it is told otherwise.
    private var isProxied: Bool {
        facts.hasForwardedFor || facts.serverProtocol == "HTTP/1.0" || response.head?["via"] != nil
    }
}
