// SPDX-License-Identifier: Apache-2.0

/// The ports of nginx.
enum Entrance: Int, CaseIterable, Sendable {
    /// To the provider itself.
    case proxyPass
    /// To the gateway, with `fastcgi_keep_conn off`.
    case keepConnOff
    /// To the gateway, with `fastcgi_keep_conn on`.
    case keepConnOn
    /// To the gateway whose memory is measured.
    case memory
    /// To the gateway that takes 64 requests at once.
    case limited
    /// To the gateway, or the two of them, for very many streams.
    case scale

    /// The gateways behind it.
    func gateways(_ scaleGateways: Int) -> [GatewayRole] {
        switch self {
        case .proxyPass: []
        case .keepConnOff, .keepConnOn: [.main]
        case .memory: [.memory]
        case .limited: [.limited]
        case .scale: scaleGateways == 1 ? [.scale] : [.scale, .secondScale]
        }
    }
}
