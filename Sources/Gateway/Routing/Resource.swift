// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import HTTPTypes

/// A path that the gateway knows, and what answers there.
struct Resource: Sendable {
    /// The path below the gateway's prefix: one of a fixed list.
    let route: String
    /// The whole path.
    let path: ByteString
    let audience: Route.Audience
    let door: any Door
    var endpoints: [HTTPRequest.Method: any Endpoint] = [:]

    /// Whether it is answered without a key.
    var isOpen: Bool { audience == .probes }
    /// Whether a request must spell the path exactly so.
    var isExact: Bool { audience != .callers }
}
