// SPDX-License-Identifier: Apache-2.0

/// A web server that speaks FastCGI, and that there is a tested configuration for.
package enum WebServer: String, Sendable, CaseIterable {
    case nginx
    /// Apache with mod_proxy_fcgi: the gateway runs by itself.
    case apache
    /// Apache with mod_fcgid, which starts the gateway.
    case modFcgid = "mod_fcgid"
    case lighttpd
    case haproxy
    case caddy
}
