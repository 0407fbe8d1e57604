// SPDX-License-Identifier: Apache-2.0

/// The gateways of a run.
enum GatewayRole: String, CaseIterable, Sendable {
    /// Most figures are measured on this one.
    case main
    /// Has no load but that of the figures of memory.
    case memory
    /// Takes 64 requests at once.
    case limited
    /// Has very many streams.
    case scale
    /// The second one with very many streams, where one may not have enough open files.
    case secondScale

    /// The most requests in flight of ``limited``.
    static let limit = 64
}
