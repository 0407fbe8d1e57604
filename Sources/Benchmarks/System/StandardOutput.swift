// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Standard output without a buffer: whoever reads along sees each line when it is printed.
enum StandardOutput {
    /// Prints a line.
    static func print(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        var start = 0
        while start < bytes.count {
            let rest = Array(bytes[start...])
            let written = unsafe write(STDOUT_FILENO, rest, rest.count)
            guard written > 0 else { return }
            start += written
        }
    }
}
