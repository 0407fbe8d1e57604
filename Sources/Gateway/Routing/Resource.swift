// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import HTTPTypes

/// A path that the gateway knows, and what answers there.
///
/// An object, because each request is told which one it is about.
final class Resource: Sendable {
    /// The path below the gateway's prefix: one of a fixed list.
    let route: String
    /// The whole path.
    let path: ByteString
    let audience: Route.Audience
    let door: any Door
    let endpoints: [HTTPRequest.Method: any Endpoint]

    init(
        route: String,
        path: ByteString,
        audience: Route.Audience,
        door: any Door,
        endpoints: [HTTPRequest.Method: any Endpoint] = [:]
    ) {
        self.route = route
        self.path = path
        self.audience = audience
        self.door = door
        self.endpoints = endpoints
    }

    /// Whether it is answered without a key.
    var isOpen: Bool { audience == .probes }
    /// Whether a request must spell the path exactly so.
    var isExact: Bool { audience != .callers }
}
