// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import NIOConcurrencyHelpers

/// Where log lines go, standard error as a rule: no thread ever waits for whoever reads it.
///
/// A line is one write, so that lines of several threads, and of several processes on a shared host, do not mix. While
/// the reader does not read, lines wait in a small memory, and beyond that they are dropped and counted.
package final class LogOutput: Sendable {
    /// The most bytes of a line, its end included: what a pipe takes in one piece (PIPE_BUF).
    static let longestLine = 4_096
    /// The most bytes that wait.
    static let limit = 256 << 10
    private static let interval = Duration.seconds(1)

    private struct State {
        /// Lines, and maybe the rest of one at their beginning; those before `next` are written.
        var waiting: [[UInt8]] = []
        var next = 0
        /// The bytes that wait.
        var size = 0
        var dropped = 0

        var isEmpty: Bool { next == waiting.count }
    }

    private let descriptor: LogDescriptor
    private let notice: @Sendable (_ dropped: Int) -> [UInt8]
    private let state = NIOLockedValueBox(State())

    /// Makes an output on an open descriptor, which stays with whoever opened it.
    ///
    /// - Parameters:
    ///   - fileDescriptor: The descriptor.
    ///   - notice: The line that tells of dropped ones, without its end.
    package init(
        fileDescriptor: Int32 = STDERR_FILENO,
        notice: @escaping @Sendable (_ dropped: Int) -> [UInt8]
    ) {
        descriptor = LogDescriptor(fileDescriptor)
        self.notice = notice
    }

    /// Writes a line, given without its end; one that is too long is cut.
    package func write(_ line: [UInt8]) {
        var line = line
        if line.count >= Self.longestLine { line.removeSubrange((Self.longestLine - 1)...) }
        line.append(UInt8(ascii: "\n"))
        state.withLockedValue { state in
            flush(&state)
            enqueue(line, &state)
            flush(&state)
        }
    }

    /// Writes what waits, every second, until the task is cancelled.
    package func run() async {
        while (try? await Task.sleep(for: Self.interval)) != nil { flush() }
    }

    /// Writes what waits and is taken now.
    func flush() {
        state.withLockedValue { flush(&$0) }
    }

    /// Writes what waits, if the reader takes it within a second.
    package func finish() {
        let end = ContinuousClock.now + Self.interval
        state.withLockedValue { state in
            flush(&state)
            while !state.isEmpty, .now < end {
                _ = descriptor.isWritable(within: 100)
                flush(&state)
            }
        }
    }

    /// The bytes of memory that lines take, those included that are written and not forgotten yet.
    var memory: Int {
        state.withLockedValue { $0.waiting.reduce(0) { $0 + $1.capacity } }
    }

    private func enqueue(_ line: [UInt8], _ state: inout State) {
        guard state.size + line.count <= Self.limit else {
            state.dropped += 1
            return
        }
        state.waiting.append(line)
        state.size += line.count
    }

    private func flush(_ state: inout State) {
        while !state.isEmpty {
            let line = state.waiting[state.next]
            switch descriptor.write(line) {
            case .wrote(line.count):
                state.waiting[state.next] = []
                state.next += 1
                state.size -= line.count
            case .wrote(let count):
                if count > 0 { state.waiting[state.next] = Array(line[count...]) }
                state.size -= count
                compact(&state)
                return
            case .failed:
                // There is nobody to tell.
                state = State()
                return
            }
            if state.isEmpty { compact(&state) }
        }
    }

    /// Forgets the lines that are written, and tells of dropped ones as soon as there is room.
    private func compact(_ state: inout State) {
        if state.isEmpty || state.next >= 1_024 {
            state.waiting.removeFirst(state.next)
            state.next = 0
        }
        guard state.dropped > 0, state.size <= Self.limit / 2 else { return }
        var notice = notice(state.dropped)
        notice.append(UInt8(ascii: "\n"))
        state.dropped = 0
        enqueue(notice, &state)
    }
}
