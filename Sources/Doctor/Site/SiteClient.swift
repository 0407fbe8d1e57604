// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
package import NIOCore
package import Upstream

/// Sends requests to the web server as a client of the gateway does.
///
/// No proxy is gone through, whatever the environment says: the web server is what is examined. To be used on the event
/// loop.
package struct SiteClient: Sendable {
    private let address: SiteAddress
    private let headerFields: HTTPFields
    private let upstream: any UpstreamCalling
    private let eventLoop: any EventLoop

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - address: Where the gateway is.
    ///   - key: The callers' key.
    ///   - upstream: The way there, on that loop.
    ///   - eventLoop: The loop.
    package init(_ address: SiteAddress, key: String, upstream: any UpstreamCalling, eventLoop: any EventLoop) {
        self.address = address
        self.upstream = upstream
        self.eventLoop = eventLoop
        headerFields = Self.fields(key: key)
    }

    /// Sends a GET request; never throws, as a failure is a finding too.
    ///
    /// - Parameters:
    ///   - path: The path behind the address, and the query.
    ///   - key: Another key than the client's.
    ///   - lastEvent: The number of the event after which the connection is closed; nil to read to the end.
    ///   - limit: How long it may take, where that is less than everything may.
    /// - Returns: What came, maybe nothing.
    package func get(
        _ path: String,
        key: String? = nil,
        leavingAfter lastEvent: Int? = nil,
        within limit: Duration? = nil
    ) async -> SiteResponse {
        let fields = key.map(Self.fields(key:)) ?? headerFields
        var request = request(.get, path, fields, [])
        request.limit = limit
        return await send(request, leavingAfter: lastEvent)
    }

    /// Sends a POST request; never throws.
    ///
    /// - Parameters:
    ///   - path: The path behind the address.
    ///   - body: The body.
    ///   - isChunked: Whether it goes out in chunks, without its length, as from clients that write while they send.
    /// - Returns: What came, maybe nothing.
    package func post(_ path: String, body: [UInt8], isChunked: Bool = false) async -> SiteResponse {
        var request = request(.post, path, headerFields, body)
        if isChunked {
            request.headerFields[.transferEncoding] = "chunked"
            request.body = ChunkedBody.encode(body)
        }
        return await send(request, leavingAfter: nil)
    }

    private func request(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ fields: HTTPFields,
        _ body: [UInt8]
    ) -> UpstreamRequest {
        let url = address.url
        return UpstreamRequest(
            method: method,
            to: url.origin,
            target: url.path + path,
            headerFields: fields,
            body: body
        )
    }

    private func send(_ request: UpstreamRequest, leavingAfter lastEvent: Int?) async -> SiteResponse {
        let recorder = ResponseRecorder(leavingAfter: lastEvent)
        do {
            try await upstream.execute(request, on: eventLoop, receiver: recorder)
            return recorder.end(nil)
        } catch {
            return recorder.end(error as? UpstreamError ?? UpstreamError(.cutOff, "\(type(of: error))"))
        }
    }

    /// Both headers that may carry the key, so that it shows which of them arrive.
    private static func fields(key: String) -> HTTPFields {
        var fields: HTTPFields = [.authorization: "Bearer \(key)", .userAgent: "llm-gateway doctor"]
        if let name = HTTPField.Name("X-API-Key") { fields[name] = key }
        return fields
    }
}
