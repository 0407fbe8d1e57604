// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import HTTPTypes

extension NativeResponse {
    /// An error in the native API's form: 500 for whatever a provider did, with header fields that say what that was.
    static func reply(to error: GatewayError) -> Reply {
        .json(self.error(error.message), status: error.nativeStatus, headerFields: error.nativeHeaderFields)
    }
}

extension GatewayError {
    /// The status of an error of the native API.
    var nativeStatus: HTTPResponse.Status {
        switch cause {
        case .request, .invalid, .model, .unsupported, .image: .badRequest
        case .tooLarge: .contentTooLarge
        case .credential: .unauthorized
        case .path: .notFound
        case .method: .methodNotAllowed
        case .unavailable: .serviceUnavailable
        case .provider, .gateway: .internalServerError
        }
    }

    fileprivate var nativeHeaderFields: HTTPFields {
        switch cause {
        case .request, .invalid, .model, .unsupported, .image, .tooLarge, .path, .gateway: return [:]
        case .credential: return [.wwwAuthenticate: "Bearer"]
        case .method(let allowed): return [.allow: allowed.map(\.rawValue).joined(separator: ", ")]
        case .unavailable: return [.retryAfter: "1"]
        case .provider(let error):
            var fields = HTTPFields()
            fields.set("X-Provider", error.provider)
            if let status = error.providerStatus { fields.set("X-Provider-Status", status) }
            if let seconds = error.retryAfter { fields[.retryAfter] = String(seconds) }
            return fields
        }
    }
}
