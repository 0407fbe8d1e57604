// SPDX-License-Identifier: Apache-2.0

/// Who makes the gateway's socket.
package enum Launcher: Sendable, CaseIterable {
    /// The gateway, as `GATEWAY_LISTEN` says.
    case gateway
    /// Somebody who passes it as descriptor 3, with `LISTEN_PID` and `LISTEN_FDS`, as systemd does.
    case systemd
    /// Somebody who passes it as descriptor 0, as spawn-fcgi does.
    case standardInput

    /// Makes a socket, listens, and becomes another program, which finds the socket on descriptor 0.
    private static let listen = """
        use Socket; my ($path, @command) = @ARGV; my $socket;
        socket($socket, AF_UNIX, SOCK_STREAM, 0) && bind($socket, sockaddr_un($path)) && listen($socket, 128)
            or die "cannot listen: $!";
        open(STDIN, "<&", $socket) or die "cannot pass the socket on: $!";
        exec { $command[0] } @command or die "cannot start: $!";
        """

    /// Moves descriptor 0 to 3 and becomes another program; the process id stays the same.
    private static let activate =
        #"exec 3<&0 </dev/null; LISTEN_PID=$$ LISTEN_FDS=1; export LISTEN_PID LISTEN_FDS; exec "$0" "$@""#

    func command(_ program: String, environment: [String: String], socketPath: String) -> Command {
        var command = Command("llm-gateway", program: program, environment: environment)
        guard self != .gateway else { return command }
        command.environment["GATEWAY_LISTEN"] = nil
        command.program = "perl"
        command.arguments = ["-e", Self.listen, socketPath]
        if self == .systemd { command.arguments += ["/bin/sh", "-c", Self.activate] }
        command.arguments.append(program)
        return command
    }
}
