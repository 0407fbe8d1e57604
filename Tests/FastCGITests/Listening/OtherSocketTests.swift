// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    struct TCPSocketTests {
        @Test
        func portZeroIsAnyPort() throws {
            let socket = try ListeningSocket.open(.tcp(host: "127.0.0.1", port: 0))
            let port = try #require(socket.port)
            #expect(port > 0)
            #expect(!socket.isUnix)
            _ = try Peer(port: port)
            socket.close()
            #expect(throws: Peer.Failure.self) { try Peer(port: port) }
        }

        @Test
        func nameIsLookedUp() throws {
            let socket = try ListeningSocket.open(.tcp(host: "localhost", port: 0))
            #expect(try #require(socket.port) > 0)
            socket.close()
        }

        @Test
        func portInUseIsRefused() throws {
            let first = try ListeningSocket.open(.tcp(host: "127.0.0.1", port: 0))
            let port = try #require(first.port)
            let error = #expect(throws: FastCGIError.self) {
                try ListeningSocket.open(.tcp(host: "127.0.0.1", port: port))
            }
            #expect(error?.code == .addressInUse)
            first.close()
            try ListeningSocket.open(.tcp(host: "127.0.0.1", port: port)).close()
        }

        @Test(arguments: ["192.0.2.1", "no-such-host.invalid"])
        func hostThatIsNotOursIsRefused(_ host: String) {
            let error = #expect(throws: FastCGIError.self) { try ListeningSocket.open(.tcp(host: host, port: 0)) }
            #expect(error?.code == .configuration)
            #expect(error?.message.contains(host) == true)
        }
    }

    struct InheritedSocketTests {
        @Test(arguments: [
            [:], ["LISTEN_FDS": "1"], ["LISTEN_PID": "1", "LISTEN_FDS": "1"], ["LISTEN_PID": "self"],
            ["LISTEN_PID": "self", "LISTEN_FDS": "0"], ["LISTEN_PID": "self", "LISTEN_FDS": "-1"],
            ["LISTEN_PID": "self", "LISTEN_FDS": "x"], ["LISTEN_PID": "x", "LISTEN_FDS": "1"],
        ])
        func nothingFromSystemd(_ environment: [String: String]) throws {
            #expect(try ListeningSocket.fromSystemd(environment: named(environment)) == nil)
        }

        @Test
        func severalFromSystemdAreRefused() {
            let error = #expect(throws: FastCGIError.self) {
                try ListeningSocket.fromSystemd(environment: named(["LISTEN_PID": "self", "LISTEN_FDS": "2"]))
            }
            #expect(error?.code == .configuration)
        }

        @Test
        func standardInputThatDoesNotListenIsNone() async {
            await #expect(processExitsWith: .success) {
                let null = unsafe open("/dev/null", O_RDONLY)
                _ = dup2(null, 0)
                precondition(ListeningSocket.fromStandardInput() == nil)
            }
        }

        @Test(arguments: [false, true])
        func standardInputThatListensIsTaken(_ isUnix: Bool) async {
            await #expect(processExitsWith: .success) { [isUnix] in
                let directory = TemporaryDirectory()
                let path = directory.file("fcgi.sock")
                let made = try ListeningSocket.open(isUnix ? .unix(path: path) : .tcp(host: "127.0.0.1", port: 0))
                _ = dup2(made.fileDescriptor, 0)
                let taken = try #require(ListeningSocket.fromStandardInput())
                precondition(taken.fileDescriptor == 0)
                precondition(taken.isUnix == isUnix)
                precondition(taken.isOwned)
                precondition(taken.port == made.port)
                taken.close()
                // The socket is let go, the number is not.
                precondition(ListeningSocket.fromStandardInput() == nil)
                precondition(fcntl(0, F_GETFD) >= 0)
                // Somebody else's file stays.
                precondition(!isUnix || UnixSocketFile.identity(of: path) != nil)
                made.close()
            }
        }

        @Test
        func socketFromSystemdIsTaken() async {
            await #expect(processExitsWith: .success) {
                let environment = ["LISTEN_PID": String(getpid()), "LISTEN_FDS": "1"]
                let made = try ListeningSocket.open(.tcp(host: "127.0.0.1", port: 0))
                _ = dup2(made.fileDescriptor, 3)
                let taken = try ListeningSocket.fromSystemd(environment: environment)
                precondition(taken?.fileDescriptor == 3)
                precondition(taken?.port == made.port)
                _ = dup2(0, 3)
                do throws(FastCGIError) {
                    _ = try ListeningSocket.fromSystemd(environment: environment)
                    preconditionFailure("descriptor 3 does not listen")
                } catch {
                    precondition(error.code == .configuration)
                }
                _exit(0)
            }
        }

        private func named(_ environment: [String: String]) -> [String: String] {
            environment.mapValues { $0 == "self" ? String(getpid()) : $0 }
        }
    }
}
