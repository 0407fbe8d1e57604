// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Configuration
internal import FastCGI
internal import JSONCoding
internal import Providers
internal import Upstream

/// What the first chunk of a health stream tells: how the request has reached the gateway, and the gateway's limits.
///
/// Of keys it says whether there is one, and nothing else.
struct HealthStreamFacts: Sendable {
    /// The most bytes of a variable that are told.
    private static let longestValue = 200

    private let maximumBody: Int
    private let keepAliveInterval: Duration
    private let totalTimeout: Duration
    private let process: Int

    init(_ configuration: Configuration, process: Int) {
        maximumBody = configuration.serverLimits.body
        keepAliveInterval = configuration.keepAliveInterval
        totalTimeout = configuration.upstreamTimeouts.total
        self.process = process
    }

    /// Writes the members `request` and `gateway`.
    func write(_ request: Request, to writer: inout JSONWriter) {
        let params = request.params
        writer.key("request")
        writer.beginObject()
        for (key, variable) in [
            ("x_api_key", "HTTP_X_API_KEY"), ("authorization", "HTTP_AUTHORIZATION"), ("request_id", "REQUEST_ID"),
            ("x_forwarded_for", "HTTP_X_FORWARDED_FOR"),
        ] {
            writer.key(key)
            writer.bool(params.first(variable)?.isEmpty == false)
        }
        writer.key("https")
        writer.bool(Self.isSecure(params))
        for (key, variable) in [
            ("remote_addr", "REMOTE_ADDR"), ("server_software", "SERVER_SOFTWARE"),
            ("server_protocol", "SERVER_PROTOCOL"),
        ] {
            writer.key(key)
            Self.write(params[variable], to: &writer)
        }
        writer.key("apache_module")
        Self.write(Self.apacheModule(params), to: &writer)
        writer.endObject()
        writer.key("gateway")
        writer.beginObject()
        writer.key("version")
        writer.string(Version.number)
        writer.key("process")
        writer.number(process)
        writer.key("max_body")
        writer.number(maximumBody)
        writer.key("keepalive_interval")
        writer.number(keepAliveInterval / .seconds(1))
        writer.key("total_timeout")
        writer.number(totalTimeout / .seconds(1))
        writer.endObject()
    }

    private static func isSecure(_ params: Params) -> Bool {
        if let https = params["HTTPS"], !https.isEmpty { return !https.equalsIgnoringCase("off") }
        return params["REQUEST_SCHEME"]?.equalsIgnoringCase("https") == true
    }

    /// The module of Apache that has passed the request on: they need different directives.
    private static func apacheModule(_ params: Params) -> ByteString? {
        guard params["SERVER_SOFTWARE"]?.hasPrefix("Apache") == true,
            let file = params["SCRIPT_FILENAME"]
        else {
            return nil
        }
        if file.hasPrefix("proxy:") { return "mod_proxy_fcgi" }
        return file.hasPrefix("/") ? "mod_fcgid" : nil
    }

    private static func write(_ value: ByteString?, to writer: inout JSONWriter) {
        guard let value, !value.isEmpty else {
            writer.null()
            return
        }
        writer.string(value.prefix(bytes: longestValue))
    }
}
