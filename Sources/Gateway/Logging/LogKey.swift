// SPDX-License-Identifier: Apache-2.0

/// A key of a request's line.
struct LogKey: Sendable {
    /// The key in a line of JSON.
    let name: String
    /// What stands before the value in a line of text: ` key=`.
    let text: [UInt8]

    private init(_ name: String) {
        self.name = name
        text = Array(" \(name)=".utf8)
    }

    static let requestID = LogKey("request_id")
    static let client = LogKey("client")
    static let method = LogKey("method")
    static let path = LogKey("path")
    static let status = LogKey("status")
    static let provider = LogKey("provider")
    static let model = LogKey("model")
    static let promptTokens = LogKey("prompt_tokens")
    static let completionTokens = LogKey("completion_tokens")
    static let firstByte = LogKey("first_byte_ms")
    static let total = LogKey("total_ms")
    static let own = LogKey("own_ms")
    static let cancelled = LogKey("cancelled")
    static let failed = LogKey("failed")
    static let providerStatus = LogKey("provider_status")
    static let door = LogKey("door")
}
