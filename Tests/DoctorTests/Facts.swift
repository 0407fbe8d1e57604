// SPDX-License-Identifier: Apache-2.0

/// Makes first chunks of a health stream.
enum Facts {
    /// The data of a first chunk.
    static func chunk(
        apiKey: Bool = true,
        authorization: Bool = true,
        requestID: Bool = true,
        https: Bool = false,
        software: String = "nginx/1.22.1",
        serverProtocol: String = "HTTP/1.1",
        forwardedFor: Bool = false,
        keepAliveInterval: Double = 15
    ) -> [UInt8] {
        Array(
            """
            {"chunk":1,"milliseconds":0,"is_final":false,"request":{"x_api_key":\(apiKey),\
            "authorization":\(authorization),"request_id":\(requestID),"x_forwarded_for":\(forwardedFor),"https":\(https),\
            "remote_addr":"192.0.2.7","server_software":"\(software)","server_protocol":"\(serverProtocol)",\
            "apache_module":null},"gateway":{"version":"1.2.3","process":42,"max_body":16777216,\
            "keepalive_interval":\(keepAliveInterval),"total_timeout":600}}
            """.utf8
        )
    }
}
