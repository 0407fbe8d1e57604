// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// What the running gateway tells in the first chunk of `GET /healthz/stream`.
package struct GatewayFacts: Sendable, Equatable {
    /// Whether the request's `X-API-Key` has arrived.
    package var hasAPIKey: Bool
    /// Whether the request's `Authorization` has arrived.
    package var hasAuthorization: Bool
    /// Whether the web server passes a request id on.
    package var hasRequestID: Bool
    /// Whether something before the web server has added `X-Forwarded-For`.
    package var hasForwardedFor: Bool
    /// Whether the web server says that the request came over https.
    package var isSecure: Bool
    /// The caller's address.
    package var remoteAddress: String?
    /// The variable SERVER_PROTOCOL.
    package var serverProtocol: String?
    /// The variable SERVER_SOFTWARE.
    package var serverSoftware: String?
    /// The module of Apache, where the gateway can tell.
    package var apacheModule: String?
    /// The gateway's version.
    package var version: String
    /// The id of its process.
    package var process: Int
    /// GATEWAY_MAX_BODY, in bytes.
    package var maximumBody: Int
    /// GATEWAY_KEEPALIVE_INTERVAL, in seconds.
    package var keepAliveInterval: Double
    /// GATEWAY_TOTAL_TIMEOUT, in seconds.
    package var totalTimeout: Double

    /// Reads the first chunk's data; nil when it is none.
    package init?(_ data: [UInt8]) {
        guard let chunk = try? JSONValue(parsing: data[...]), let request = chunk["request"],
            let gateway = chunk["gateway"], let version = gateway["version"]?.stringValue,
            let process = gateway["process"]?.intValue, let maximumBody = gateway["max_body"]?.intValue,
            let keepAliveInterval = gateway["keepalive_interval"]?.doubleValue,
            let totalTimeout = gateway["total_timeout"]?.doubleValue
        else { return nil }
        hasAPIKey = request["x_api_key"]?.boolValue ?? false
        hasAuthorization = request["authorization"]?.boolValue ?? false
        hasRequestID = request["request_id"]?.boolValue ?? false
        hasForwardedFor = request["x_forwarded_for"]?.boolValue ?? false
        isSecure = request["https"]?.boolValue ?? false
        remoteAddress = request["remote_addr"]?.stringValue
        serverProtocol = request["server_protocol"]?.stringValue
        serverSoftware = request["server_software"]?.stringValue
        apacheModule = request["apache_module"]?.stringValue
        self.version = version
        self.process = process
        self.maximumBody = maximumBody
        self.keepAliveInterval = keepAliveInterval
        self.totalTimeout = totalTimeout
    }
}
