// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Configuration
internal import FastCGI
internal import HTTPTypes

/// Finds what a request is about, and the endpoint of a call.
final class Router: Sendable {
    private let resources: [ByteString: Resource]
    /// Those of paths that an earlier door has too; which one is meant the request tells.
    private let alternatives: [ByteString: Resource]
    /// Those whose paths end with any text: what stands before it, with a slash at its end.
    private let open: [(path: ByteString, resource: Resource)]
    /// Whose errors there are below a path at the top, such as `/llm`.
    let tops: [(path: ByteString, door: any Door)]
    private let fallback: any Door
    private let prefix: PathPrefix

    /// Makes a router.
    ///
    /// - Parameters:
    ///   - doors: The doors whose routes there are.
    ///   - fallback: The one among them in whose form a path is refused that begins like none of the others'.
    ///   - prefix: What all paths are below.
    init(_ doors: [any Door], fallback: any Door, below prefix: PathPrefix) {
        var resources: [ByteString: Resource] = [:]
        var alternatives: [ByteString: Resource] = [:]
        var tops: [(path: ByteString, door: any Door)] = []
        var open: [(path: ByteString, resource: Resource)] = []
        for door in doors {
            for route in door.routes {
                if let top = route.top { tops.append((ByteString(prefix.path(of: top)), door)) }
            }
            for (name, routes) in Dictionary(grouping: door.routes, by: \.path) {
                guard let first = routes.first else { continue }
                let path = ByteString(prefix.path(of: name))
                let resource = Resource(
                    route: name,
                    path: path,
                    audience: first.audience,
                    door: door,
                    endpoints: Self.endpoints(of: routes)
                )
                if name.hasSuffix("/*") {
                    let start = path.prefix(bytes: path.count - 1)
                    if open.contains(where: { $0.path == start }) {
                        alternatives[path] = resource
                    } else {
                        open.append((start, resource))
                    }
                } else if resources[path] != nil {
                    alternatives[path] = resource
                } else {
                    resources[path] = resource
                }
            }
        }
        self.resources = resources
        self.open = open
        self.alternatives = alternatives
        self.tops = tops
        self.fallback = fallback
        self.prefix = prefix
    }

    /// What answers each method of a path.
    private static func endpoints(of routes: [Route]) -> [HTTPRequest.Method: any Endpoint] {
        var endpoints: [HTTPRequest.Method: any Endpoint] = [:]
        for route in routes {
            endpoints[route.method] = route.endpoint
            // HEAD works wherever GET does: the web server drops the body.
            if route.method == .get { endpoints[.head] = route.endpoint }
        }
        return endpoints
    }

    /// What a request with some variables is about.
    func match(_ params: Params) -> RouteMatch {
        let target = RequestTarget(params)
        var (found, rest) = target.map(find) ?? (nil, "")
        if let path = found?.path, let other = alternatives[path], other.door.claims(params) { found = other }
        let answering = found?.door ?? target.flatMap { door(at: $0.path, params) } ?? fallback
        return RouteMatch(target: target, resource: found, rest: rest, door: answering)
    }

    /// The door whose routes begin like a path: of several the one that claims the request, else the first.
    private func door(at path: ByteString, _ params: Params) -> (any Door)? {
        let doors = tops.filter { top, _ in
            path.hasPrefix(top)
                && (path.count == top.count || path.bytes.dropFirst(top.count).first == UInt8(ascii: "/"))
        }
        return (doors.first { $0.door.claims(params) } ?? doors.first)?.door
    }

    /// All paths that there are.
    var allResources: [Resource] { Array(resources.values) + open.map(\.resource) }

    /// What a target names; nil when there is no such path, or not in this spelling.
    func resource(at target: RequestTarget) -> Resource? { find(target).0 }

    /// What a target names, nil when there is no such path, or not in this spelling; and what stands behind a path that
    /// takes any text.
    private func find(_ target: RequestTarget) -> (Resource?, rest: ByteString) {
        if let resource = resources[target.path] {
            return (target.isNormal || !resource.isExact ? resource : nil, "")
        }
        for (path, resource) in open where target.path.hasPrefix(path) && target.path.count > path.count {
            return (resource, target.path.dropFirst(path.count))
        }
        return (nil, "")
    }

    /// Finds the endpoint of a call.
    ///
    /// - Throws: ``GatewayError`` 404 for an unknown path, 405 with `Allow` for a known one with another method, 500 when
    ///   the web server tells no path or no method.
    func endpoint(for call: Call) throws -> any Endpoint {
        guard let resource = call.resource else { throw failure(of: call.target) }
        guard let method = call.method else {
            throw GatewayError(
                .gateway,
                "the web server passes no method: expected the FastCGI variable REQUEST_METHOD"
            )
        }
        guard let endpoint = resource.endpoints[method] else {
            let allowed = resource.endpoints.keys.sorted { $0.rawValue < $1.rawValue }
            let names = allowed.map(\.rawValue).joined(separator: ", ")
            throw GatewayError(
                .method(allowed: allowed),
                "\(resource.path) takes \(names), got \(ByteString(method.rawValue).prefix(bytes: 40))"
            )
        }
        return endpoint
    }

    /// Why a target names nothing.
    private func failure(of target: RequestTarget?) -> GatewayError {
        guard let target else {
            return GatewayError(
                .gateway,
                "the web server passes no path: expected the FastCGI variable REQUEST_URI, or SCRIPT_NAME and PATH_INFO"
            )
        }
        let shown = "no such path: \(target.shownPath.prefix(bytes: 200))"
        if let resource = resources[target.path] {
            return GatewayError(.path, "\(shown), expected exactly \(resource.path)")
        }
        let isBelowPrefix = prefix.path.isEmpty || target.path.hasPrefix(ByteString("\(prefix.path)/"))
        let doubled = ByteString(prefix.path(of: "/v1/v1/"))
        if target.path.hasPrefix(doubled) {
            return GatewayError(.path, "\(shown): Anthropic's clients need the base URL without /v1, OpenAI's with one")
        }
        return GatewayError(.path, isBelowPrefix ? shown : "\(shown), expected one below GATEWAY_PATH_PREFIX")
    }
}
