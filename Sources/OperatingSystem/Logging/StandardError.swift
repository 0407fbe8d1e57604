// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Standard error for a command that has nothing else to do, and so may wait for whoever reads.
package enum StandardError {
    /// Writes a line, in one system call where it is taken at once, so that lines of several processes do not mix.
    package static func write(_ line: String) {
        // Opened each time: what is open when the gateway starts may be closed by `InheritedDescriptors`.
        let descriptor = LogDescriptor(STDERR_FILENO)
        var rest = Array(line.utf8)
        rest.append(UInt8(ascii: "\n"))
        while !rest.isEmpty {
            guard case .wrote(let count) = descriptor.write(rest) else { return }
            rest.removeFirst(count)
            if !rest.isEmpty { _ = descriptor.isWritable(within: -1) }
        }
    }
}
