// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// Who makes the gateway's socket.
package enum Launcher: Sendable, CaseIterable {
    /// The gateway, as `GATEWAY_LISTEN` says.
    case gateway
    /// Somebody who passes it as descriptor 3, with `LISTEN_PID` and `LISTEN_FDS`, as systemd does.
    case systemd
    /// Somebody who passes it as descriptor 0, as spawn-fcgi does.
    case standardInput
    /// Somebody who keeps it, and starts one gateway after another as systemd does: SIGHUP starts a further one, SIGINT
    /// ends the oldest, SIGTERM all of them. It says how each has ended, in a line of standard output.
    case supervisor

    /// Whether there is what passes sockets.
    package static let canPassSockets = FileManager.default.isExecutableFile(atPath: "/usr/bin/perl")

    /// Makes a socket, listens, and puts it on descriptor 0.
    private static let listen = """
        use Socket; my ($path, @command) = @ARGV; my $socket;
        socket($socket, AF_UNIX, SOCK_STREAM, 0) && bind($socket, sockaddr_un($path)) && listen($socket, 4096)
            or die "cannot listen: $!";
        open(STDIN, "<&", $socket) or die "cannot pass the socket on: $!";
        """

    /// Becomes another program.
    private static let execute = """
        exec { $command[0] } @command or die "cannot start: $!";
        """

    /// Starts another program, and a further one on every SIGHUP, until all have ended.
    private static let supervise = """
        my @running; $| = 1;
        sub start {
            my $id = fork();
            defined $id or die "cannot fork: $!";
            if ($id == 0) { \(execute) }
            push @running, $id;
        }
        $SIG{HUP} = \\&start;
        $SIG{INT} = sub { kill "TERM", $running[0] };
        $SIG{TERM} = sub { kill "TERM", @running };
        start();
        while (@running) {
            my $id = waitpid(-1, 0);
            @running = grep { $_ != $id } @running;
            print "ended with $?\\n" if $id > 0;
        }
        """

    /// Moves descriptor 0 to 3 and becomes another program; the process id stays the same.
    private static let activate =
        #"exec 3<&0 </dev/null; LISTEN_PID=$$ LISTEN_FDS=1; export LISTEN_PID LISTEN_FDS; exec "$0" "$@""#

    func command(_ program: String, environment: [String: String], socketPath: String) -> Command {
        var command = Command("llm-gateway", program: program, environment: environment)
        guard self != .gateway else { return command }
        command.environment["GATEWAY_LISTEN"] = nil
        command.program = "perl"
        command.arguments = ["-e", Self.listen + (self == .supervisor ? Self.supervise : Self.execute), socketPath]
        if self != .standardInput { command.arguments += ["/bin/sh", "-c", Self.activate] }
        command.arguments.append(program)
        return command
    }
}
