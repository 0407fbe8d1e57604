// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import OperatingSystem
import Testing

@testable import Gateway

struct FileChangeTests {
    /// The versions of two contents of a file.
    private static func versions() throws -> (FileVersion, FileVersion) {
        let path = "\(FileManager.default.temporaryDirectory.path)/version-\(UInt64.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try "a".write(toFile: path, atomically: false, encoding: .utf8)
        let first = try #require(FileVersion(path))
        #expect(FileVersion(path) == first)
        try "ab".write(toFile: path, atomically: false, encoding: .utf8)
        let second = try #require(FileVersion(path))
        #expect(first != second)
        return (first, second)
    }

    /// At which of some looks the file is to be read.
    private static func readings(_ looks: [FileVersion?], of change: FileChange) -> [Bool] {
        var change = change
        return looks.map { change.look($0) }
    }

    @Test func aFileIsReadOnceItHasComeToRest() throws {
        let (a, b) = try Self.versions()
        let change = FileChange(read: a)
        // Somebody writes, and has written.
        #expect(Self.readings([a, b, b, b], of: change) == [false, false, true, false])
        // Each look sees another one.
        #expect(Self.readings([b, a, b, a, a], of: change) == [false, false, false, false, false])
        #expect(Self.readings([b, b, a, b, a, a], of: change) == [false, true, false, false, false, true])
    }

    @Test func aFileThatGoesIsAChangeToo() throws {
        let (a, b) = try Self.versions()
        let change = FileChange(read: a)
        // For the moment between two files it is none.
        #expect(Self.readings([nil, b, b], of: change) == [false, false, true])
        #expect(Self.readings([nil, nil, nil, b, b], of: change) == [false, true, false, false, true])
    }

    @Test func whatWasReadForAnotherReasonIsNoChange() throws {
        let (a, b) = try Self.versions()
        var change = FileChange(read: a)
        change.noteReading(of: b)
        #expect(Self.readings([b, b], of: change) == [false, false])
    }
}
