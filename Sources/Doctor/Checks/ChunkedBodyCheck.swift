// SPDX-License-Identifier: Apache-2.0

/// Whether a body passes that comes in chunks, without its length, as many clients send one that they have not written down
/// before.
struct ChunkedBodyCheck {
    /// Above what web servers keep of a request in one piece, but for HAProxy, which can keep no more than 64 KB.
    private var size: Int { min(limit, server == .haproxy ? 60_000 : 300_000) }

    let site: SiteClient
    let server: RecognizedServer
    /// GATEWAY_MAX_BODY of the running gateway, in bytes.
    let limit: Int

    func finding() async -> Finding {
        let response = await site.post(
            "/llm/generation",
            body: [UInt8](repeating: UInt8(ascii: " "), count: size),
            isChunked: true
        )
        // The gateway's own words on a body of blanks: it has read it to its end.
        if response.status == 400, response.errorMessage != nil {
            return Finding("body without a length", .ok, "\(size) bytes in chunks pass")
        }
        return Finding(
            "body without a length",
            .warning,
            "\(size) bytes in chunks: \(response.summary)",
            advice: Advice.lines(for: .chunksRefused, in: server)
        )
    }
}
