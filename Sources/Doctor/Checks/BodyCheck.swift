// SPDX-License-Identifier: Apache-2.0

/// Whether the web server lets bodies through up to the gateway's own limit.
///
/// The bodies are blanks: the gateway reads them whole and refuses them with a 400 of its own, and no provider is called.
struct BodyCheck {
    private static let small = 1 << 20
    /// The most that is sent.
    private static let most = 64 << 20

    let site: SiteClient
    let server: RecognizedServer
    /// GATEWAY_MAX_BODY of the running gateway, in bytes.
    let limit: Int

    func finding() async -> Finding {
        var taken: Int?
        for size in Set([Self.small, min(limit, Self.most)]).filter({ $0 <= limit }).sorted() {
            let response = await site.post("/llm/generation", body: [UInt8](repeating: UInt8(ascii: " "), count: size))
            guard response.status == 400, response.errorMessage != nil else { return refused(size, taken, response) }
            taken = size
        }
        let more = limit > Self.most ? "; GATEWAY_MAX_BODY is \(limit), more was not tried" : ""
        return Finding("request body", .ok, "\(taken ?? 0) bytes pass\(more)")
    }

    private func refused(_ size: Int, _ taken: Int?, _ response: SiteResponse) -> Finding {
        let before = taken.map { ", \($0) bytes passed" } ?? ""
        let isLimit = response.status == 413 || response.status == 500 || response.status == nil
        return Finding(
            "request body",
            isLimit ? .failed : .unknown,
            "\(size) bytes: \(response.summary)\(before)",
            advice: isLimit ? Advice.lines(for: .bodyRefused(bytes: limit), in: server) : []
        )
    }
}
