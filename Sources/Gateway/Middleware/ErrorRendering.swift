// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import Providers

/// Turns whatever is thrown below into the error body of the API; the one place that does.
struct ErrorRendering: Middleware {
    func handle(_ call: Call, next: (Call) async throws -> Reply) async throws -> Reply {
        do {
            return try await next(call)
        } catch {
            call.log(failure: error)
            return .error(GatewayError(error))
        }
    }
}

extension GatewayError {
    /// Says any error in the API's words.
    init(_ error: any Error) {
        switch error {
        case let error as GatewayError: self = error
        // Where the client has left nobody reads this.
        case let error as ProviderError where error.kind == .cancelled:
            self = .unavailable("the gateway is being stopped")
        // A limit of the gateway is not the provider's failure.
        case let error as ProviderError where error.kind == .ownLimit:
            self = .unavailable("the gateway is at a limit of its own: \(error.message)")
        case let error as ProviderError: self.init(error)
        default: self.init(.internalServerError, "internal error")
        }
    }

    private init(_ error: ProviderError) {
        var fields = HTTPFields()
        fields.set("X-Provider", error.provider)
        if let status = error.providerStatus { fields.set("X-Provider-Status", status) }
        if let seconds = error.retryAfter { fields[.retryAfter] = String(seconds) }
        self.init(.internalServerError, error.message, headerFields: fields)
    }
}
