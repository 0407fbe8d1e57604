// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import HTTPTypes
internal import JSONCoding

extension AnthropicMessages {
    /// The caller's own request, with the provider's name of the model.
    func passed(
        _ verbatim: VerbatimRequest,
        _ model: ByteString,
        streaming: Bool
    ) throws(Unsupported) -> WireRequest {
        var splice = JSONSplice(verbatim.body)
        do {
            var reader = JSONReader(verbatim.body, skipping: .structural)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                if key.equals("model") {
                    splice.replace(try reader.captureValue(), with: model)
                } else {
                    try reader.skipValue()
                }
            }
        } catch {
            throw Unsupported(.parameter([]), "is no JSON: \(error)")
        }
        var fields = Self.version
        for field in verbatim.headerFields { fields[field.name] = field.value }
        let path = verbatim.kind == .tokenCount ? "/v1/messages/count_tokens" : "/v1/messages"
        return WireRequest(
            path: verbatim.asksForBeta ? "\(path)?beta=true" : path,
            headerFields: fields,
            body: splice.spliced,
            isStreaming: streaming
        )
    }
}
