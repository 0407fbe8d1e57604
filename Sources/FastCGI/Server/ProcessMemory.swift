// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI

/// The memory of the process.
package enum ProcessMemory {
    /// Gives what is free on the heap back to the system.
    ///
    /// The C library does so by itself only at the heap's end, where something is always in use. It takes some
    /// milliseconds for each 100 MB.
    package static func giveBack() {
        cfastcgi_trim_heap()
    }
}
