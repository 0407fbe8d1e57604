// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// The response object, with the items of its output that have ended.
struct ResponsesOutput: Sendable {
    /// Where a response is.
    enum State {
        case running
        case ended(ChatCompletion)
        case failed(code: String, message: String)
    }

    let identity: ResponsesIdentity
    /// The items that have ended, as JSON.
    private(set) var items: [[UInt8]] = []

    init(_ identity: ResponsesIdentity) {
        self.identity = identity
    }

    /// Takes an item that has ended.
    ///
    /// - Returns: The item as JSON.
    mutating func end(_ item: ResponsesItem, _ status: String = "completed") -> [UInt8] {
        var writer = JSONWriter()
        item.write(status, includesOpaque: identity.includesOpaque, to: &writer)
        let json = writer.take()
        items.append(json)
        return json
    }

    /// The word for a state.
    static func status(_ state: State) -> String {
        switch state {
        case .running: "in_progress"
        case .failed: "failed"
        case .ended(let completion): reason(completion) == nil ? "completed" : "incomplete"
        }
    }

    /// Why a response is not whole; nil when it is.
    private static func reason(_ completion: ChatCompletion) -> String? {
        switch completion.finishReason {
        case .length: "max_output_tokens"
        case .contentFilter: "content_filter"
        case .stop, .toolCalls, .unknown: nil
        }
    }

    /// Writes the response.
    ///
    /// - Parameters:
    ///   - state: Where it is.
    ///   - completedAt: When it ended, in seconds since 1970.
    ///   - writer: Where it is written.
    func write(_ state: State, completedAt: Int?, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", identity.id)
        writer.key("object")
        writer.string("response")
        writer.member("created_at", identity.created)
        writer.key("status")
        writer.string(Self.status(state))
        writeOutcome(state, to: &writer)
        writer.member("model", identity.model)
        writer.key("output")
        writer.beginArray()
        for item in items { writer.raw(item) }
        writer.endArray()
        for (name, json) in identity.echo.members {
            writer.key(name)
            writer.raw(json)
        }
        writer.key("store")
        writer.bool(false)
        writer.key("previous_response_id")
        writer.null()
        writeUsage(state, to: &writer)
        writer.key("completed_at")
        if let completedAt, Self.status(state) == "completed" { writer.number(completedAt) } else { writer.null() }
        writer.endObject()
    }

    private func writeOutcome(_ state: State, to writer: inout JSONWriter) {
        writer.key("error")
        if case .failed(let code, let message) = state {
            writer.beginObject()
            writer.key("code")
            writer.string(code)
            writer.key("message")
            writer.string(message)
            writer.endObject()
        } else {
            writer.null()
        }
        writer.key("incomplete_details")
        if case .ended(let completion) = state, let reason = Self.reason(completion) {
            writer.beginObject()
            writer.key("reason")
            writer.string(reason)
            writer.endObject()
        } else {
            writer.null()
        }
    }

    /// Clients need integers at the end of a response, so tokens that are not known are zero, which the metadata tell.
    private func writeUsage(_ state: State, to writer: inout JSONWriter) {
        var usage: Usage?
        var isRunning = false
        switch state {
        case .running: isRunning = true
        case .failed: break
        case .ended(let completion): usage = completion.usage
        }
        let isUnknown = usage == nil && !isRunning
        writer.key("metadata")
        writer.raw(isUnknown ? identity.echo.metadataWithoutUsage : identity.echo.metadata)
        writer.key("usage")
        if isRunning { return writer.null() }
        writer.beginObject()
        writer.member("input_tokens", usage?.promptTokens ?? 0)
        writer.key("input_tokens_details")
        writer.beginObject()
        writer.member("cached_tokens", usage?.details.cacheRead ?? 0)
        writer.member("cache_write_tokens", usage?.details.cacheWrite ?? 0)
        writer.endObject()
        writer.member("output_tokens", usage?.completionTokens ?? 0)
        writer.key("output_tokens_details")
        writer.beginObject()
        writer.member("reasoning_tokens", usage?.details.reasoning ?? 0)
        writer.endObject()
        writer.member("total_tokens", usage?.totalTokens ?? 0)
        writer.endObject()
    }
}
