// SPDX-License-Identifier: Apache-2.0

/// What stands before the gateway.
package enum WebServer: Sendable, Equatable {
    /// nginx with nginx/private.conf, one for each mode.
    case privateServer([ConnectionMode])
    /// nginx with a site of its own that includes nginx/llm-gateway-location.conf: only `/llm/` leads to the gateway.
    case site
    /// Nothing; the gateway's socket is all there is.
    case none
}
