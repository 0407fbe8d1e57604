// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// What a request is about, as its variables tell it.
struct RouteMatch: Sendable {
    /// The path and the query; nil when the web server tells none.
    let target: RequestTarget?
    /// What the path names; nil when there is no such path, or not in this spelling.
    let resource: Resource?
    /// What of the path stands behind a resource that takes any: its last part, decoded; empty for every other one.
    let rest: ByteString
    /// Through which door the request comes, whether it leads anywhere or not.
    let door: any Door
}
