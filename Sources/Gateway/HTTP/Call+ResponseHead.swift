// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import HTTPTypes

extension Call {
    /// The head of a response, with what every response of the gateway has.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - headerFields: What this response has besides. Without a `Cache-Control` of its own it is kept nowhere: a cache
    ///     on the way must not give one caller the answer of another.
    /// - Returns: The head.
    func responseHead(status: HTTPResponse.Status, headerFields: HTTPFields) -> ResponseHead {
        var fields = headerFields
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-store" }
        // A model's answer is never to be taken for a page or a script.
        fields[.xContentTypeOptions] = "nosniff"
        door.addFields(of: self, to: &fields)
        let ignored = ignoredNames
        if !ignored.isEmpty { fields.set("X-Gateway-Ignored", ignored.joined(separator: ", ")) }
        snapshot.crossOrigin.add(to: &fields, for: request.params, exposing: door.exposedFields)
        return ResponseHead(status: status, headerFields: fields)
    }

    /// The head of a stream of server-sent events, with the status 200.
    var eventStreamHead: ResponseHead {
        var fields: HTTPFields = [
            .contentType: "text/event-stream; charset=utf-8",
            .cacheControl: "no-cache",
        ]
        // What makes nginx pass each chunk on as it comes.
        fields.set("X-Accel-Buffering", "no")
        return responseHead(status: .ok, headerFields: fields)
    }
}
