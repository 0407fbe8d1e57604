// SPDX-License-Identifier: Apache-2.0

import Glibc
import OperatingSystem
import Testing

struct RegularFileTests {
    /// Gives a body a directory of its own.
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let path = "/tmp/regular-file-\(UInt64.random(in: 0 ... .max))"
        try #require(unsafe mkdir(path, 0o700) == 0)
        defer { _ = unsafe rmdir(path) }
        try body(path)
    }

    private func write(_ count: Int, to path: String, mode: mode_t) throws {
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, mode)
        try #require(descriptor >= 0)
        defer { _ = close(descriptor) }
        // Whatever the mask of the tests is.
        #expect(fchmod(descriptor, mode) == 0)
        let bytes = [UInt8](repeating: 0x61, count: count)
        #expect(unsafe Glibc.write(descriptor, bytes, count) == count)
    }

    @Test func aFileIsReadUpToItsLimit() throws {
        try withDirectory { directory in
            let path = "\(directory)/file"
            defer { _ = unsafe unlink(path) }
            for count in [0, 1, 16_384, 16_385, 100_000] {
                try write(count, to: path, mode: 0o600)
                let file = try RegularFile(path, limit: count)
                #expect(file.bytes == [UInt8](repeating: 0x61, count: count))
                #expect(file.version == FileVersion(path) && file.version.size == count)
                #expect(!file.isReadableByOthers)
                guard count > 0 else { continue }
                let error = #expect(throws: RegularFileError.self) { try RegularFile(path, limit: count - 1) }
                #expect(error?.problem == "has more than \(count - 1) bytes")
            }
            try write(1, to: path, mode: 0o604)
            #expect(try RegularFile(path, limit: 1).isReadableByOthers)
        }
    }

    /// A pipe that nobody writes into would keep its reader waiting.
    @Test(.timeLimit(.minutes(1)))
    func whatIsNoRegularFileIsRefused() throws {
        try withDirectory { directory in
            let pipe = "\(directory)/pipe"
            try #require(unsafe mkfifo(pipe, 0o600) == 0)
            defer { _ = unsafe unlink(pipe) }
            for path in [pipe, directory, "/dev/null", "/dev/zero"] {
                let error = #expect(throws: RegularFileError.self) { try RegularFile(path, limit: 10) }
                #expect(error?.problem == "is no regular file", "\(path)")
            }
            let error = #expect(throws: RegularFileError.self) { try RegularFile("\(directory)/none", limit: 10) }
            #expect(error?.problem == "cannot be read: No such file or directory (errno 2)")
            #expect(FileVersion("\(directory)/none") == nil)
        }
    }

    @Test func aLinkIsFollowed() throws {
        try withDirectory { directory in
            let (one, two, link) = ("\(directory)/one", "\(directory)/two", "\(directory)/link")
            defer { for path in [one, two, link] { _ = unsafe unlink(path) } }
            try write(1, to: one, mode: 0o600)
            try write(1, to: two, mode: 0o600)
            #expect(unsafe symlink("one", link) == 0)
            let first = try #require(FileVersion(link))
            #expect(first == FileVersion(one))
            #expect(unsafe unlink(link) == 0 && symlink("two", link) == 0)
            #expect(FileVersion(link) == FileVersion(two) && FileVersion(link) != first)
        }
    }
}
