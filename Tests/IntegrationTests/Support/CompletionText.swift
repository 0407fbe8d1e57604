// SPDX-License-Identifier: Apache-2.0

/// The shortest answer that a provider of Chat Completions may give.
enum CompletionText {
    static let document = Array(
        #"{"choices":[{"index":0,"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}"#.utf8
    )
    static let fields = [(name: "content-type", value: Array("application/json".utf8))]
}
