// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension AnthropicRequest {
    /// The members that are read elsewhere.
    private static let known: Set<ByteString> = [
        "model", "max_tokens", "messages", "system", "stream", "temperature", "top_p", "top_k", "stop_sequences",
        "tools",
        "tool_choice", "thinking", "output_config", "output_format", "metadata",
    ]
    /// The members that ask for what no other dialect gives.
    private static let refused: Set<ByteString> = ["container", "mcp_servers"]

    /// Checks the members that have no counterpart anywhere else.
    ///
    /// - Returns: The names of those that were left out.
    static func checkOthers(of request: RequestValue) throws(InvalidRequest) -> [String] {
        if try request["speed"].text() == "fast" {
            throw request["speed"].unsupported("is \"fast\", which is not supported with this model")
        }
        return try request.ignoredMembers(besides: known, refusing: refused)
    }
}
