// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import FastCGI
internal import HTTPTypes
internal import Providers

/// Lets only callers through who know the key, if there is one.
///
/// The key is expected in `X-API-Key`, or as a bearer token. A wrong key and no key get the same answer. The variables
/// of a request are all that is looked at, so that it can be asked before the body is there.
struct Authentication: Sendable {
    let token: Secret?

    /// Lets a call through.
    ///
    /// - Throws: ``GatewayError`` 401 for one without the key.
    func check(_ call: Call) throws {
        guard call.caller != nil else { throw GatewayError(.credential, "Invalid or missing API key") }
    }

    /// Who makes a request.
    ///
    /// - Parameters:
    ///   - params: The request's variables.
    ///   - resource: What it is about; nil for a path that is not known.
    /// - Returns: Nil for somebody who would have to show the key and does not.
    func caller(of params: Params, at resource: Resource?) -> Caller? {
        guard let token, resource?.isOpen != true else { return .anyone }
        let keys = params.all("HTTP_X_API_KEY")
        // A repeated header is how a proxy's opinion and a caller's are played against each other.
        guard keys.count <= 1 else { return nil }
        let expected = token.revealed.utf8
        let isKnown =
            keys.contains { ConstantTime.equal($0, expected) }
            || Self.bearerTokens(params).contains { ConstantTime.equal($0, expected) }
        return isKnown ? .keyHolder : nil
    }

    private static func bearerTokens(_ params: Params) -> [ArraySlice<UInt8>] {
        let scheme: ByteString = "bearer "
        let fields = params.all("HTTP_AUTHORIZATION")
        guard fields.count == 1, let field = fields.first, ByteString(field).hasPrefixIgnoringCase(scheme) else {
            return []
        }
        return [field.dropFirst(scheme.count).drop { $0 == UInt8(ascii: " ") }]
    }
}
