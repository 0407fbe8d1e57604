// SPDX-License-Identifier: Apache-2.0

internal import Glibc

extension ListeningSocket {
    /// The first descriptor that systemd passes (sd_listen_fds(3)).
    static let firstSystemdDescriptor: Int32 = 3

    /// The socket that systemd passes, if it passes one to this process.
    ///
    /// - Parameter environment: Where `LISTEN_PID` and `LISTEN_FDS` are looked up.
    /// - Returns: The socket; nil when none is passed.
    /// - Throws: ``FastCGIError/Code/configuration`` when several are passed, or what is passed does not listen.
    package static func fromSystemd(environment: [String: String]) throws(FastCGIError) -> ListeningSocket? {
        let count = countFromSystemd(environment: environment)
        guard count > 0 else { return nil }
        guard count == 1 else {
            throw FastCGIError(.configuration, "expected one socket from systemd, got \(count): use one Listen line")
        }
        guard isListening(firstSystemdDescriptor) else {
            throw FastCGIError(
                .configuration,
                "descriptor 3 from systemd does not listen: the .socket unit needs Accept=no"
            )
        }
        return inherited(firstSystemdDescriptor, "a socket from systemd")
    }

    /// How many sockets systemd passes to this process.
    ///
    /// - Parameter environment: Where `LISTEN_PID` and `LISTEN_FDS` are looked up.
    /// - Returns: Their number; 0 when they are not for this process.
    package static func countFromSystemd(environment: [String: String]) -> Int {
        guard
            let process = environment["LISTEN_PID"].flatMap(Int32.init),
            process == getpid(),
            let count = environment["LISTEN_FDS"].flatMap(Int.init)
        else { return 0 }
        return max(0, count)
    }

    /// Descriptor 0, if it listens: so spawn-fcgi, mod_fcgid and lighttpd start a backend.
    ///
    /// mod_fcgid gives each process a socket of its own, which nobody else accepts from: what waits in it is served, and
    /// then it is closed, so that Apache sees that it has to look elsewhere.
    package static func fromStandardInput() -> ListeningSocket? {
        isListening(STDIN_FILENO) ? inherited(STDIN_FILENO, "the socket on descriptor 0", isOwned: true) : nil
    }

    private static func inherited(
        _ fileDescriptor: Int32,
        _ description: String,
        isOwned: Bool = false
    ) -> ListeningSocket {
        ListeningSocket(
            fileDescriptor: fileDescriptor,
            description: description,
            isUnix: option(fileDescriptor, SO_DOMAIN) == AF_UNIX,
            isOwned: isOwned
        )
    }

    private static func isListening(_ fileDescriptor: Int32) -> Bool {
        option(fileDescriptor, SO_ACCEPTCONN) == 1
    }

    private static func option(_ fileDescriptor: Int32, _ name: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        guard unsafe getsockopt(fileDescriptor, SOL_SOCKET, name, &value, &size) == 0 else { return nil }
        return value
    }
}
