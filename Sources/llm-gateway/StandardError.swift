// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The standard error stream.
enum StandardError {
    /// Writes a line in one system call, so that lines of several threads do not mix.
    static func write(_ line: String) {
        var bytes = Array(line.utf8)
        bytes.append(UInt8(ascii: "\n"))
        unsafe _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }
}
