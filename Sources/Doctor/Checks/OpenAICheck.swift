// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Whether clients of OpenAI's API reach the gateway: below `/v1`, with the slash of a model's name escaped as they write it.
///
/// A model of a provider that nobody has is asked for, so that no provider is called.
struct OpenAICheck {
    private static let name = "OpenAI's API"
    private static let path = "/v1/models/llm-gateway-doctor"

    let site: SiteClient
    let server: RecognizedServer

    func finding() async -> Finding {
        let escaped = await site.get("\(Self.path)%2Fnone")
        if isAnswered(escaped) { return Finding(Self.name, .ok, "/v1 is answered in its form, escaped slashes pass") }
        let plain = await site.get("\(Self.path)/none")
        if isAnswered(plain) {
            return Finding(
                Self.name,
                .warning,
                "a model's name with an escaped slash, as clients write it: \(escaped.summary)",
                advice: Advice.lines(for: .slashRefused, in: server)
            )
        }
        // Who has no such clients may have left the path out on purpose.
        return Finding(
            Self.name,
            .warning,
            "/v1 is not answered by the gateway: \(plain.summary)",
            advice: plain.status == 404 ? Advice.lines(for: .noLocation(path: "/v1/"), in: server) : []
        )
    }

    /// Whether the gateway itself has said that there is no such model.
    private func isAnswered(_ response: SiteResponse) -> Bool {
        guard response.status == 404, let document = try? JSONValue(parsing: response.body[...]) else { return false }
        return document["error"]?["code"]?.stringValue == "model_not_found"
    }
}
