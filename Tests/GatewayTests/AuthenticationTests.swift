// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FastCGI
import Providers
import Testing

@testable import Gateway

struct AuthenticationTests {
    private static let authentication = Authentication(token: Secret("s3cret-t0ken"))
    private static let open = Resource(route: "/p", path: "/p", audience: .probes, door: SilentDoor())
    private static let closed = [
        nil, Resource(route: "/a", path: "/a", audience: .callers, door: SilentDoor()),
        Resource(route: "/o", path: "/o", audience: .operators, door: SilentDoor()),
    ]

    @Test(arguments: [
        [("HTTP_X_API_KEY", "s3cret-t0ken")], [("HTTP_AUTHORIZATION", "Bearer s3cret-t0ken")],
        [("HTTP_AUTHORIZATION", "bEARER   s3cret-t0ken")],
        [("HTTP_X_API_KEY", "other"), ("HTTP_AUTHORIZATION", "Bearer s3cret-t0ken")],
    ])
    func theKeyOpensEverything(_ variables: [(String, String)]) {
        for resource in Self.closed + [Self.open] {
            let caller = Self.authentication.caller(of: Self.params(variables), at: resource)
            #expect(caller == (resource?.isOpen == true ? .anyone : .keyHolder))
        }
    }

    @Test(arguments: [
        [], [("HTTP_X_API_KEY", "")], [("HTTP_X_API_KEY", "s3cret-t0keN")], [("HTTP_X_API_KEY", "s3cret-t0ken ")],
        [("HTTP_X_API_KEY", "s3cret-t0kens3cret-t0ken")], [("HTTP_X_API_KEY", "s3cret-t0ke")],
        [("HTTP_X_API_KEY", "s3cret-t0ken"), ("HTTP_X_API_KEY", "s3cret-t0ken")],
        [("HTTP_AUTHORIZATION", "s3cret-t0ken")], [("HTTP_AUTHORIZATION", "Basic s3cret-t0ken")],
        [("HTTP_AUTHORIZATION", "Bearer")], [("HTTP_AUTHORIZATION", "Bearer ")],
        [("HTTP_AUTHORIZATION", "Bearer s3cret-t0ken"), ("HTTP_AUTHORIZATION", "Bearer s3cret-t0ken")],
        [("HTTP_COOKIE", "X-API-Key=s3cret-t0ken")],
    ])
    func whatIsNotTheKeyOpensProbesAlone(_ variables: [(String, String)]) {
        let params = Self.params(variables)
        for resource in Self.closed { #expect(Self.authentication.caller(of: params, at: resource) == nil) }
        #expect(Self.authentication.caller(of: params, at: Self.open) == .anyone)
    }

    @Test func withoutATokenEverythingIsOpen() {
        for resource in Self.closed {
            #expect(Authentication(token: nil).caller(of: Params(), at: resource) == .anyone)
        }
    }

    private static func params(_ variables: [(String, String)]) -> Params {
        variables.reduce(into: Params()) { $0.append(name: $1.0.utf8, value: $1.1.utf8) }
    }
}
