// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import OperatingSystem

/// Log lines through a real pipe.
struct LogOutputTests {
    private static func withPipe(_ body: (_ read: Int32, _ write: Int32) throws -> Void) rethrows {
        var ends: [Int32] = [0, 0]
        #expect(unsafe pipe(&ends) == 0)
        defer { for end in ends { close(end) } }
        try body(ends[0], ends[1])
    }

    private static func output(_ descriptor: Int32) -> LogOutput {
        LogOutput(fileDescriptor: descriptor) { Array("\($0) were dropped".utf8) }
    }

    private static func read(_ descriptor: Int32, _ count: Int = 1 << 20) -> String {
        var bytes = [UInt8](repeating: 0, count: count)
        let received = unsafe Glibc.read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes[..<max(0, received)], as: UTF8.self)
    }

    @Test func aLineIsOneWrite() {
        Self.withPipe { reader, writer in
            let output = Self.output(writer)
            output.write(Array("one".utf8))
            output.write(Array("two".utf8))
            #expect(Self.read(reader) == "one\ntwo\n")
        }
    }

    @Test func aLineThatIsTooLongIsCut() {
        Self.withPipe { reader, writer in
            Self.output(writer).write([UInt8](repeating: 0x61, count: 10_000))
            let line = Self.read(reader)
            #expect(line.utf8.count == LogOutput.longestLine)
            #expect(line.hasSuffix("a\n"))
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func whoDoesNotReadHoldsNobodyUp() {
        Self.withPipe { reader, writer in
            let output = Self.output(writer)
            let line = [UInt8](repeating: 0x62, count: 999)
            // 64 KiB are in the pipe, 256 KiB wait, the rest is dropped.
            for _ in 0..<1_000 { output.write(line) }
            var text = ""
            while !text.contains("dropped") {
                let part = Self.read(reader, 4_096)
                text += part
                output.flush()
                guard !part.isEmpty else { break }
            }
            let lines = text.split(separator: "\n")
            let kept = lines.filter { $0.utf8.allSatisfy { $0 == 0x62 } && $0.utf8.count == 999 }.count
            #expect(kept + 1 == lines.count)
            #expect(lines.last?.hasSuffix("\(1_000 - kept) were dropped") == true)
            #expect(kept >= 256)
        }
    }

    @Test func aReaderThatIsAlwaysBehindCostsNoMoreThanTheLimit() {
        Self.withPipe { reader, writer in
            let output = Self.output(writer)
            let line = [UInt8](repeating: 0x62, count: 999)
            for _ in 0..<200 { output.write(line) }
            var (text, isTold) = ("", false)
            // As much is read as is written, but for what waits.
            for _ in 0..<2_000 {
                for _ in 0..<5 { output.write(line) }
                text = Self.read(reader, 4_096)
                isTold = isTold || text.contains("dropped")
            }
            #expect(output.memory < 4 * LogOutput.limit)
            // Reading on shows it at the latest.
            for _ in 0..<200 where !isTold {
                isTold = Self.read(reader, 4_096).contains("dropped")
                output.flush()
            }
            #expect(isTold)
        }
    }

    @Test func anotherProcessCannotMakeAWriteWait() {
        Self.withPipe { _, writer in
            let outputs = [0, 1].map { _ in Self.output(writer) }
            // More than the pipe takes; nobody reads.
            for _ in 0..<200 { for output in outputs { output.write([UInt8](repeating: 0x62, count: 999)) } }
            let flags = fcntl(writer, F_GETFL)
            // The description that others hold as well is left as it is.
            #expect(flags & O_NONBLOCK == 0)
        }
    }

    @Test func whatCannotBeWrittenIsGivenUp() {
        Self.withPipe { _, writer in
            let closed = dup(writer)
            close(closed)
            let output = Self.output(closed)
            for _ in 0..<1_000 { output.write([UInt8](repeating: 0x63, count: 999)) }
            output.finish()
        }
    }
}
