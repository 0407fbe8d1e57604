// SPDX-License-Identifier: Apache-2.0

/// The four limits in time of a call to a provider.
package struct UpstreamTimeouts: Sendable, Equatable {
    /// From the call's start until a connection stands and the request's head is sent: name look-up, TCP, TLS.
    package var connect: Duration
    /// From the request's last byte until the first byte of the response's body.
    package var firstByte: Duration
    /// Between two reads of the response's body.
    package var idle: Duration
    /// The whole call.
    package var total: Duration

    /// Makes limits; the defaults are the ones of docs/configuration.md.
    package init(
        connect: Duration = .seconds(10),
        firstByte: Duration = .seconds(120),
        idle: Duration = .seconds(60),
        total: Duration = .seconds(600)
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.total = total
    }
}
