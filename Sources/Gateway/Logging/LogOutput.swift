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
    private static let limit = 256 << 10
    private static let interval = Duration.seconds(1)

    private struct State {
        var waiting: [UInt8] = []
        var start = 0
        var dropped = 0
    }

    private let fileDescriptor: Int32
    private let state = NIOLockedValueBox(State())

    /// Makes an output on an open descriptor, which stays with whoever opened it.
    package init(fileDescriptor: Int32 = STDERR_FILENO) {
        self.fileDescriptor = fileDescriptor
    }

    /// Writes a line, given without its end; one that is too long is cut.
    package func write(_ line: [UInt8]) {
        var line = line
        if line.count >= Self.longestLine { line.removeSubrange((Self.longestLine - 1)...) }
        line.append(UInt8(ascii: "\n"))
        state.withLockedValue { state in
            flush(&state)
            if state.waiting.isEmpty, canWrite(within: 0) {
                let written = unsafe Glibc.write(fileDescriptor, line, line.count)
                // An error other than "not now" has nobody to tell.
                guard written < 0, errno == EAGAIN || errno == EINTR else {
                    if written > 0, written < line.count { state.waiting = Array(line[written...]) }
                    return
                }
            }
            if state.waiting.count - state.start + line.count > Self.limit {
                state.dropped += 1
            } else {
                state.waiting.append(contentsOf: line)
            }
        }
    }

    /// Writes what waits, every second, until the task is cancelled.
    package func run() async {
        while (try? await Task.sleep(for: Self.interval)) != nil {
            flush()
        }
    }

    /// Writes what waits and is taken now.
    func flush() {
        state.withLockedValue { flush(&$0) }
    }

    /// Writes what waits, as long as the reader takes it within a second.
    package func finish() {
        state.withLockedValue { state in
            while !state.waiting.isEmpty, canWrite(within: 1_000) { flush(&state) }
        }
    }

    private func flush(_ state: inout State) {
        while !state.waiting.isEmpty, canWrite(within: 0) {
            let end = min(state.start + Self.longestLine, state.waiting.count)
            let part = Array(state.waiting[state.start..<end])
            let written = unsafe Glibc.write(fileDescriptor, part, part.count)
            if written < 0, errno == EAGAIN || errno == EINTR { return }
            // What cannot be written at all is given up.
            state.start = written < 0 ? state.waiting.count : state.start + written
            guard state.start == state.waiting.count else { continue }
            state.waiting = []
            state.start = 0
            guard state.dropped > 0 else { return }
            state.waiting = Array("(\(state.dropped) log lines were dropped: nobody read them)\n".utf8)
            state.dropped = 0
        }
    }

    /// Whether the descriptor takes bytes: of a pipe, PIPE_BUF of them.
    private func canWrite(within milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: fileDescriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&descriptor, 1, milliseconds) == 1
    }
}
