// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// Tells browsers which pages of other origins may call the gateway (Fetch standard, CORS protocol).
///
/// Preflights are answered before authentication, as they carry no key. Without configured origins there is no answer
/// to them, and no header.
struct CrossOrigin: Middleware {
    let allowedOrigins: Set<String>

    func handle(_ call: Call, next: (Call) async throws -> Reply) async throws -> Reply {
        guard let fields = fields(for: call) else { return try await next(call) }
        if call.method == .options, call.header("HTTP_ACCESS_CONTROL_REQUEST_METHOD") != nil {
            return .response(status: .noContent, headerFields: preflight(fields), body: [])
        }
        return try await next(call)
    }

    /// The fields that every response to a call gets; nil when the call's origin is not allowed.
    func fields(for call: Call) -> HTTPFields? {
        guard !allowedOrigins.isEmpty, let origin = call.header("HTTP_ORIGIN") else { return nil }
        guard allowedOrigins.contains("*") || allowedOrigins.contains(origin) else { return nil }
        var fields = HTTPFields()
        fields[.accessControlAllowOrigin] = allowedOrigins.contains("*") ? "*" : origin
        fields[.accessControlExposeHeaders] =
            "X-Request-ID, X-Finish-Reason, X-Provider, X-Provider-Status, Retry-After"
        fields[.vary] = "Origin"
        return fields
    }

    private func preflight(_ fields: HTTPFields) -> HTTPFields {
        var fields = fields
        fields[.accessControlAllowMethods] = "GET, POST, HEAD, OPTIONS"
        fields[.accessControlAllowHeaders] = "Content-Type, X-API-Key, Authorization"
        fields[.accessControlMaxAge] = "86400"
        return fields
    }
}
