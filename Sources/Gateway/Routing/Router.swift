// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// Finds the endpoint of a call.
struct Router: Sendable {
    private let routes: [String: [HTTPRequest.Method: any Endpoint]]
    /// The paths that are answered without a key.
    let openPaths: Set<String>

    init(_ routes: [Route]) {
        var table: [String: [HTTPRequest.Method: any Endpoint]] = [:]
        for route in routes {
            table[route.path, default: [:]][route.method] = route.endpoint
            // HEAD works wherever GET does: the web server drops the body.
            if route.method == .get { table[route.path, default: [:]][.head] = route.endpoint }
        }
        self.routes = table
        openPaths = Set(routes.filter(\.isOpen).map(\.path))
    }

    /// Passes a call to its endpoint.
    ///
    /// - Throws: ``GatewayError`` 404 for an unknown path, 405 with `Allow` for a known one with another method.
    func respond(to call: Call) async throws -> Reply {
        guard let route = call.route else {
            throw GatewayError(
                .notFound,
                "no such path: \(Self.shown(call.path)), expected one below GATEWAY_PATH_PREFIX"
            )
        }
        guard let methods = routes[route] else {
            throw GatewayError(.notFound, "no such path: \(Self.shown(call.path))")
        }
        call.note { $0.endpoint = route }
        guard let endpoint = methods[call.method] else {
            let allowed = methods.keys.map(\.rawValue).sorted().joined(separator: ", ")
            throw GatewayError(
                .methodNotAllowed,
                "\(call.path) takes \(allowed), got \(call.method.rawValue)",
                headerFields: [.allow: allowed]
            )
        }
        return try await endpoint.respond(to: call)
    }

    private static func shown(_ path: String) -> String {
        String(path.unicodeScalars.prefix(200))
    }
}
