// SPDX-License-Identifier: Apache-2.0

/// A line of the access log of nginx/llm-gateway.conf.
struct AccessLogLine: Decodable {
    let time: String
    let requestID: String
    let client: String
    let method: String
    let path: String
    let `protocol`: String
    let status: Int
    let requestBytes: Int
    let bytes: Int
    let completed: String
    let firstByte: Double?
    let response: Double?
    let total: Double
    let upstream: String
    let upstreamStatus: String

    private enum CodingKeys: String, CodingKey {
        case time, client, method, path, `protocol`, status, bytes, completed, response, total, upstream
        case requestID = "request_id"
        case requestBytes = "request_bytes"
        case firstByte = "first_byte"
        case upstreamStatus = "upstream_status"
    }
}
