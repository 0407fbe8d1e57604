// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

/// How many descriptors of the process are open, and how many of them are sockets.
///
/// The sockets are the server's and the test's alone. Of the others, some belong to libraries, which may open one more
/// at any moment.
private func openDescriptors() -> (all: Int, sockets: Int) {
    var counts = (all: 0, sockets: 0)
    for fileDescriptor in 0..<4_096 as Range<Int32> {
        var status = stat()
        guard unsafe fstat(fileDescriptor, &status) == 0 else { continue }
        counts.all += 1
        if status.st_mode & S_IFMT == S_IFSOCK { counts.sockets += 1 }
    }
    return counts
}

/// Makes a connection of one of eight kinds, and lets it go.
private func useUp(_ server: TestServer, _ number: Int) throws {
    let request = WireRequest(keeps: number % 2 == 0, body: WireRequest.pattern(number * 20 % 1_500))
    switch number % 8 {
    case 0: _ = try server.connect()
    case 1: _ = try server.send(Array(request.bytes.prefix(number)))
    case 2: _ = try server.send(WireRecord.begin(role: 2).bytes)
    case 3: try? server.connect().send([9, 9, 9])
    case 4: _ = try server.send(Array(request.bytes.dropLast(number % 30)))
    case 5: _ = try server.send(request.bytes)
    case 6:
        let peer = try server.connect()
        _ = try peer.exchange(request)
    default:
        let peer = try server.send(request.bytes)
        try? peer.send(WireRecord.abort().bytes)
        peer.shutdownOutput()
        _ = try? peer.receiveToEnd()
    }
}

/// Sets how many descriptors the process may have; returns what was set before.
@discardableResult
private func limitDescriptors(to count: rlim_t) -> rlim_t {
    var limit = rlimit()
    unsafe _ = getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    let before = limit.rlim_cur
    limit.rlim_cur = count
    unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return before
}

extension SocketTests {
    /// What concerns the whole process, each test in a process of its own.
    struct ResourceTests {
        @Test
        func noDescriptorIsLost() async {
            await #expect(processExitsWith: .success) {
                // The first server opens what the process keeps.
                try TestServer.echo().stop()
                let before = openDescriptors()
                let rounds = 12
                for round in 0..<rounds {
                    let server = try TestServer.echo(
                        tcp: round % 3 == 2,
                        limits: ServerLimits(body: 1_000, receiveTimeout: .milliseconds(20))
                    )
                    for number in 0..<80 { try useUp(server, number) }
                    if round % 2 == 0 { await server.server.waitUntilIdle() }
                    server.stop()
                }
                #expect(eventually { openDescriptors().sockets == before.sockets })
                // One in each round would be a leak.
                #expect(openDescriptors().all < before.all + rounds)
            }
        }

        /// While a server runs, only what waits for its next request stays open.
        @Test
        func endedConnectionsAreClosedAtOnce() async {
            await #expect(processExitsWith: .success) {
                let server = try TestServer.echo(limits: ServerLimits(receiveTimeout: .milliseconds(20)))
                let before = openDescriptors().sockets
                for number in 0..<400 { try useUp(server, number) }
                #expect(eventually { openDescriptors().sockets == before })
            }
        }

        @Test
        func serverOutlivesALackOfDescriptors() async {
            await #expect(processExitsWith: .success) {
                let server = try TestServer.echo()
                #expect(try server.connect().exchange(WireRequest(body: [1])) == [1])
                #expect(eventually { server.descriptorCount == 1 })
                let peers = (0..<20).map { _ in
                    Peer(fileDescriptor: socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0))
                }
                // Every number below the limit is taken, so the server can accept none of them.
                var fillers: [Int32] = []
                let before = limitDescriptors(to: 200)
                while case let filler = dup(0), filler >= 0 { fillers.append(filler) }
                var address = UnixAddress(server.path)
                for peer in peers {
                    let result = unsafe address.use { unsafe connect(peer.fileDescriptor, $0, $1) }
                    #expect(result == 0)
                    try peer.send(WireRequest(body: [2]).bytes)
                }
                usleep(50_000)
                #expect(server.requestCount == 1)
                limitDescriptors(to: before)
                for peer in peers { #expect(try peer.receiveToEnd() == WireRequest.answer([2])) }
                for filler in fillers { _ = close(filler) }
                #expect(try server.connect().exchange(WireRequest(body: [3])) == [3])
            }
        }
    }
}
