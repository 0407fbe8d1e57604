// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import HTTPTypes

extension ResponseHead {
    /// The head of a stream of server-sent events.
    ///
    /// - Parameters:
    ///   - call: The call that the stream answers.
    ///   - headerFields: Further fields.
    /// - Returns: The head, with the status 200.
    static func eventStream(for call: Call, headerFields: HTTPFields) -> ResponseHead {
        var fields = headerFields
        fields[.contentType] = "text/event-stream; charset=utf-8"
        fields[.cacheControl] = "no-cache"
        // What makes nginx pass each chunk on as it comes.
        fields.set("X-Accel-Buffering", "no")
        fields.set("X-Request-ID", call.requestID)
        return ResponseHead(status: .ok, headerFields: fields)
    }
}
