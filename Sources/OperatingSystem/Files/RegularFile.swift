// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The contents of a small file, read at once.
package struct RegularFile: Sendable {
    /// Its bytes.
    package let bytes: [UInt8]
    /// What was read of it.
    package let version: FileVersion
    /// Whether every user of the machine may read it.
    package let isReadableByOthers: Bool

    /// Reads a file.
    ///
    /// What is no regular file is refused: a pipe would keep its reader waiting.
    ///
    /// - Parameters:
    ///   - path: Where it is; links are followed.
    ///   - limit: The most bytes that it may have.
    /// - Throws: ``RegularFileError``.
    package init(_ path: String, limit: Int) throws(RegularFileError) {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw RegularFileError("cannot be read: \(SystemCall.describeLastError())") }
        defer { _ = Glibc.close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else {
            throw RegularFileError("cannot be read: \(SystemCall.describeLastError())")
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw RegularFileError("is no regular file") }
        version = FileVersion(status)
        isReadableByOthers = status.st_mode & S_IROTH != 0
        bytes = try Self.contents(of: descriptor, limit)
    }

    private static func contents(of descriptor: Int32, _ limit: Int) throws(RegularFileError) -> [UInt8] {
        var contents: [UInt8] = []
        while true {
            var count = 0
            let piece = unsafe [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, size in
                repeat {
                    count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
                } while count < 0
                    && errno == EINTR
                size = max(0, count)
            }
            guard count >= 0 else { throw RegularFileError("cannot be read: \(SystemCall.describeLastError())") }
            if count == 0 { return contents }
            guard contents.count + count <= limit else { throw RegularFileError("has more than \(limit) bytes") }
            contents += piece
        }
    }
}

/// Why a file cannot be read, the rest of a sentence that begins with its path.
package struct RegularFileError: Error, Sendable, Equatable {
    /// The words.
    package let problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}
