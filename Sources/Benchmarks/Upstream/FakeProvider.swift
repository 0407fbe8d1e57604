// SPDX-License-Identifier: Apache-2.0

/// A provider without any model, on one thread: it answers in OpenAI's or Anthropic's format what the model's
/// name orders.
///
/// `POST` paths are calls. `GET /stats` tells how many calls are where, `GET /notes` which calls' connections were
/// closed by their peer since it was last asked, `PUT /credit` makes a connection that carries credits.
struct FakeProvider: ~Copyable {
    /// The counters of `GET /stats`.
    struct Counters {
        /// The calls that wait.
        var waiting = 0
        /// The streams.
        var streaming = 0
        /// The open connections that are never answered.
        var silent = 0
        /// All open connections.
        var connections = 0
        /// All calls so far.
        var calls = 0
        /// All chunks so far.
        var chunks = 0
        /// All bytes that sockets took.
        var bytes = 0
    }

    private static let listenerToken = 0
    private static let silentToken = 1
    /// The token of the first slot.
    private static let firstToken = 2

    var poller: Poller
    var connections: [ProviderConnection] = []
    var free: [Int] = []
    var timers = TimerHeap()
    /// The streams that send as fast as they can.
    var ready: [Int] = []
    /// The storage for those of them whose turn it is.
    var sending: [Int] = []
    /// By ``WireDialect``.
    var templates = WireDialect.allCases.map(AnswerTemplates.init)
    var counters = Counters()
    var notes = ""
    /// The number of calls of each id.
    var calls: [Int: Int] = [:]
    /// The stream that waits for credits, by id.
    var credited: [Int: Int] = [:]
    var buffer = [UInt8](repeating: 0, count: 256 << 10)
    /// Where events are put together that leave together.
    var bulk = [UInt8](repeating: 0, count: 64 << 10)
    private let listener: Int32
    private let silentListener: Int32

    /// Listens on two free ports.
    init() throws {
        let poller = try Poller()
        let listener = try Socket.listen(port: 0)
        let silentListener = try Socket.listen(port: 0)
        try poller.watchListener(listener, token: Self.listenerToken)
        try poller.watchListener(silentListener, token: Self.silentToken)
        self.listener = listener
        self.silentListener = silentListener
        self.poller = poller
    }

    deinit {
        Socket.close(listener)
        Socket.close(silentListener)
    }

    /// The port for calls.
    var port: Int { get throws { try Socket.port(of: listener) } }
    /// The port on which nothing is ever answered.
    var silentPort: Int { get throws { try Socket.port(of: silentListener) } }

    /// Serves until the process is ended.
    mutating func run() throws -> Never {
        while true {
            var wait: Int64?
            if !ready.isEmpty {
                wait = 0
            } else if let timer = timers.first {
                wait = max(0, Int64(bitPattern: timer.deadline &- Clock.now))
            }
            let count = poller.wait(wait)
            for position in 0..<count { try handle(position) }
            let now = Clock.now
            while let timer = timers.popFirst(dueAt: now) { fire(timer, now) }
            sendReady()
        }
    }

    private mutating func handle(_ position: Int) throws {
        switch poller.token(position) {
        case Self.listenerToken:
            try accept(listener, .http)
        case Self.silentToken:
            try accept(silentListener, .silent)
        case let token:
            let slot = token - Self.firstToken
            if poller.isWritable(position), connections[slot].isBlocked { flush(slot) }
            if poller.isReadable(position) { read(slot) }
        }
    }

    private mutating func accept(_ listener: Int32, _ kind: ProviderConnection.Kind) throws {
        while let socket = Socket.accept(listener) {
            let slot: Int
            if let last = free.popLast() {
                slot = last
            } else {
                slot = connections.count
                connections.append(ProviderConnection())
            }
            connections[slot].descriptor = socket
            connections[slot].kind = kind
            counters.connections += 1
            if kind == .silent { counters.silent += 1 }
            try poller.watch(socket, token: slot + Self.firstToken)
        }
    }

    /// Closes a connection whose peer is gone, and takes note of the call that it had.
    mutating func close(_ slot: Int) {
        let connection = connections[slot]
        guard connection.descriptor >= 0 else { return }
        if connection.kind == .silent {
            counters.silent -= 1
            notes += "0 silent \(Clock.now) 0 0\n"
        } else if connection.phase != .idle {
            notes +=
                "\(connection.orders.id) \(connection.phase) \(Clock.now) \(connection.chunks) \(connection.bytes)\n"
        }
        setPhase(.idle, of: slot)
        Socket.close(connection.descriptor)
        counters.connections -= 1
        let generation = connection.generation + 1
        connections[slot] = ProviderConnection()
        connections[slot].generation = generation
        free.append(slot)
    }

    /// Moves a call on, and counts it where it is.
    mutating func setPhase(_ phase: ProviderConnection.Phase, of slot: Int) {
        switch connections[slot].phase {
        case .idle: break
        case .waiting: counters.waiting -= 1
        case .streaming: counters.streaming -= 1
        }
        connections[slot].phase = phase
        switch phase {
        case .idle: break
        case .waiting: counters.waiting += 1
        case .streaming: counters.streaming += 1
        }
    }
}
