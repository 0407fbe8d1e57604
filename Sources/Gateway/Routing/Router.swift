// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import HTTPTypes

/// Finds what a request is about, and the endpoint of a call.
struct Router: Sendable {
    private let resources: [ByteString: Resource]
    private let prefix: PathPrefix

    /// Makes a router of routes, all below a prefix.
    init(_ routes: [Route], below prefix: PathPrefix) {
        var resources: [ByteString: Resource] = [:]
        for route in routes {
            let path = ByteString(prefix.path(of: route.path))
            let new = Resource(route: route.path, path: path, audience: route.audience)
            resources[path, default: new].endpoints[route.method] = route.endpoint
            // HEAD works wherever GET does: the web server drops the body.
            if route.method == .get { resources[path]?.endpoints[.head] = route.endpoint }
        }
        self.resources = resources
        self.prefix = prefix
    }

    /// What a target names; nil when there is no such path, or not in this spelling.
    func resource(at target: RequestTarget) -> Resource? {
        guard let resource = resources[target.path], target.isNormal || !resource.isExact else { return nil }
        return resource
    }

    /// Passes a call to its endpoint.
    ///
    /// - Throws: ``GatewayError`` 404 for an unknown path, 405 with `Allow` for a known one with another method, 500 when
    ///   the web server tells no path or no method.
    func respond(to call: Call) async throws -> Reply {
        guard let resource = call.resource else { throw failure(of: call.target) }
        call.note { $0.endpoint = resource.route }
        guard let method = call.method else {
            throw GatewayError(
                .internalServerError,
                "the web server passes no method: expected the FastCGI variable REQUEST_METHOD"
            )
        }
        guard let endpoint = resource.endpoints[method] else {
            let allowed = resource.endpoints.keys.map(\.rawValue).sorted().joined(separator: ", ")
            throw GatewayError(
                .methodNotAllowed,
                "\(resource.path) takes \(allowed), got \(ByteString(method.rawValue).prefix(bytes: 40))",
                headerFields: [.allow: allowed]
            )
        }
        return try await endpoint.respond(to: call)
    }

    /// Why a target names nothing.
    private func failure(of target: RequestTarget?) -> GatewayError {
        guard let target else {
            return GatewayError(
                .internalServerError,
                "the web server passes no path: expected the FastCGI variable REQUEST_URI, or SCRIPT_NAME and PATH_INFO"
            )
        }
        let shown = "no such path: \(target.shownPath.prefix(bytes: 200))"
        if let resource = resources[target.path] {
            return GatewayError(.notFound, "\(shown), expected exactly \(resource.path)")
        }
        let isBelowPrefix = prefix.path.isEmpty || target.path.hasPrefix(ByteString("\(prefix.path)/"))
        return GatewayError(.notFound, isBelowPrefix ? shown : "\(shown), expected one below GATEWAY_PATH_PREFIX")
    }
}
