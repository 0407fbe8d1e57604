// SPDX-License-Identifier: Apache-2.0

internal import COperatingSystem
internal import Glibc

/// What a process finds open when it starts.
package enum InheritedDescriptors {
    /// Closes the inherited descriptors above standard error, but for the sockets that systemd passes.
    ///
    /// A web server that starts a responder leaves it its own: sockets that listen, log files, pipes. Kept open, they
    /// outlive the web server's restart, which then finds its port taken. Without /proc nothing is
    /// closed.
    ///
    /// - Parameter passedSockets: How many sockets are passed, from descriptor 3 on.
    package static func close(keeping passedSockets: Int) {
        coperatingsystem_close_inherited(STDERR_FILENO + 1 + Int32(min(passedSockets, 1 << 20)))
    }
}
