// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import HTTPTypes
internal import Providers

/// Lets only callers through who know the key, if there is one.
///
/// The key is expected in `X-API-Key`, or as a bearer token. A wrong key and no key get the same answer.
struct Authentication: Middleware {
    let token: Secret?
    /// The routes that need no key.
    let openPaths: Set<String>

    func handle(_ call: Call, next: (Call) async throws -> Reply) async throws -> Reply {
        guard let token, !isOpen(call) else { return try await next(call) }
        let keys = call.request.params.all("HTTP_X_API_KEY")
        // A repeated header is how a proxy's opinion and a caller's are played against each other.
        guard keys.count <= 1 else { throw Self.failure }
        let expected = token.revealed.utf8
        let isKnown =
            keys.contains { ConstantTime.equal($0, expected) }
            || bearerTokens(call).contains { ConstantTime.equal($0, expected) }
        guard isKnown else { throw Self.failure }
        return try await next(call)
    }

    private func isOpen(_ call: Call) -> Bool {
        call.route.map(openPaths.contains) ?? false
    }

    private static let failure = GatewayError(
        .unauthorized,
        "Invalid or missing API key",
        headerFields: [.wwwAuthenticate: "Bearer"]
    )

    private func bearerTokens(_ call: Call) -> [ArraySlice<UInt8>] {
        let scheme = Array("bearer ".utf8)
        let fields = call.request.params.all("HTTP_AUTHORIZATION")
        guard fields.count == 1, let field = fields.first, field.count > scheme.count else { return [] }
        let isBearer = zip(field, scheme).allSatisfy { $0 | 0x20 == $1 || $0 == $1 }
        return isBearer ? [field.dropFirst(scheme.count).drop { $0 == UInt8(ascii: " ") }] : []
    }
}
