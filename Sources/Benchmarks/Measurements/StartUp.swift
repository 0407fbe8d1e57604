// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GatewayTesting

/// How long a gateway takes from its start to its first answer, and how large its program is.
struct StartUp: Sendable {
    /// How often it is started.
    static let starts = 10

    /// From the start of the process to the end of the first answer, in nanoseconds.
    var times = Samples()
    /// The memory after that answer, in bytes, at each start.
    var memory: [Int] = []
    /// The size of the program without its symbols, in bytes.
    var programSize = 0

    /// A FastCGI request for GET /, whole: BEGIN_REQUEST, PARAMS and STDIN (FastCGI specification, 3 and 5).
    private static let request: [UInt8] = {
        var params: [UInt8] = []
        for (name, value) in [("REQUEST_METHOD", "GET"), ("REQUEST_URI", "/")] {
            params += [UInt8(name.utf8.count), UInt8(value.utf8.count)] + Array((name + value).utf8)
        }
        func record(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
            [1, type, 0, 1, 0, UInt8(content.count), 0, 0] + content
        }
        return record(1, [0, 1, 0, 0, 0, 0, 0, 0]) + record(4, params) + record(4, []) + record(5, [])
    }()

    /// Starts a gateway again and again.
    static func measure(_ stage: Stage) async throws -> StartUp {
        var result = StartUp()
        for start in 0..<starts {
            let path = "\(stage.directory)/start-\(start).sock"
            let command = Stage.gatewayCommand(
                [try Binaries.gateway],
                socketPath: path,
                providerPort: stage.providerPort,
                silentPort: 1
            )
            let begin = Clock.now
            try await command.run { process in
                let end = try await OwnThread.run { try firstAnswer(path) }
                result.times.append(Int64(end - begin))
                result.memory.append(try process.figures.residentBytes)
            }
        }
        let stripped = "\(stage.directory)/stripped"
        let strip = Command("strip", program: "strip", arguments: ["-o", stripped, try Binaries.gateway])
        _ = try await strip.runToEnd()
        result.programSize =
            try FileManager.default.attributesOfItem(atPath: stripped)[.size].flatMap {
                ($0 as? any BinaryInteger).map { Int($0) }
            } ?? 0
        return result
    }

    /// Asks a socket until somebody answers, and returns when the answer had come.
    private static func firstAnswer(_ path: String) throws -> UInt64 {
        var poller = try Poller()
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let limit = Clock.now + 10 * Clock.second
        while Clock.now < limit {
            guard let socket = Socket.connect(unixSocket: path) else {
                _ = poller.wait(Int64(Clock.millisecond / 4))
                continue
            }
            defer { Socket.close(socket) }
            try poller.watch(socket, token: 0)
            _ = Socket.send(socket, request, 0, request.count)
            var answer: [UInt8] = []
            while Clock.now < limit {
                switch Socket.receive(socket, &buffer, 0, buffer.count) {
                case .moved(let count) where count > 0:
                    answer += buffer[..<count]
                case .blocked:
                    _ = poller.wait(Int64(100 * Clock.millisecond))
                case .moved, .failed:
                    let end = Clock.now
                    guard Bytes.find(Array("success".utf8), in: answer, 0, answer.count) != nil else {
                        throw TestFailure("the gateway's first answer is \(String(decoding: answer, as: UTF8.self))")
                    }
                    return end
                }
            }
        }
        throw TestFailure("the gateway does not answer within 10 s of its start")
    }
}
