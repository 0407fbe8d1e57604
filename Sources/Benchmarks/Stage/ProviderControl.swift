// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// Asks the fake provider what it saw.
///
/// It blocks the calling thread for a moment.
struct ProviderControl: Sendable {
    /// A call whose connection was closed by its peer.
    struct Note {
        /// The number in the call's orders; 0 where there are none.
        let id: Int
        /// Where the call was: `waiting`, `streaming`, or `silent`.
        let phase: String
        /// When the end was seen, see ``Clock``.
        let nanoseconds: UInt64
        /// The chunks that were sent.
        let chunks: Int
        /// The bytes that the socket took.
        let bytes: Int
    }

    /// The port of the fake provider.
    let port: Int

    /// The counters: `waiting`, `streaming`, `silent`, `connections`, `calls`, `chunks`, `bytes`.
    func counters() throws -> [String: Int] {
        try ask("/stats").split(separator: " ").reduce(into: [:]) { counters, pair in
            let parts = pair.split(separator: "=")
            if parts.count == 2 { counters[String(parts[0])] = Int(parts[1]) }
        }
    }

    /// The calls that have lost their peer since this was last asked for.
    func takeNotes() throws -> [Note] {
        try ask("/notes").split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 5, let id = Int(words[0]), let time = UInt64(words[2]), let chunks = Int(words[3]),
                let bytes = Int(words[4])
            else { return nil }
            return Note(id: id, phase: String(words[1]), nanoseconds: time, chunks: chunks, bytes: bytes)
        }
    }

    private func ask(_ path: String) throws -> String {
        let socket = try Socket.connect(port: port)
        defer { Socket.close(socket) }
        let request = Array("GET \(path) HTTP/1.1\r\n\r\n".utf8)
        var poller = try Poller()
        try poller.watch(socket, token: 0)
        guard case .moved(request.count) = Socket.send(socket, request, 0, request.count) else {
            throw TestFailure("the fake provider takes no question")
        }
        var response = ResponseScanner()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        var body: [UInt8] = []
        let limit = Clock.now + 5 * Clock.second
        while Clock.now < limit {
            switch Socket.receive(socket, &buffer, 0, buffer.count) {
            case .moved(let count) where count > 0:
                var start = 0
                while let step = response.next(in: buffer, &start, count) {
                    if case .body(let from, let end) = step { body += buffer[from..<end] }
                    if step == .end { return String(decoding: body, as: UTF8.self) }
                }
            case .blocked:
                _ = poller.wait(Int64(100 * Clock.millisecond))
            case .moved, .failed:
                throw TestFailure("the fake provider does not answer")
            }
        }
        throw TestFailure("the fake provider does not answer in time")
    }
}
