// SPDX-License-Identifier: Apache-2.0

/// How the end of an answer's body is marked on the wire.
enum BodyTransfer: String, CaseIterable {
    /// `transfer-encoding: chunked`.
    case chunked
    /// `content-length`.
    case length
    /// The connection is closed after the body.
    case close
}
