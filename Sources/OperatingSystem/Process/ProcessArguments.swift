// SPDX-License-Identifier: Apache-2.0

internal import COperatingSystem

/// The command line of this process.
package enum ProcessArguments {
    /// The program's name as it was called, and its arguments; nil when they are not where the system puts them.
    ///
    /// They are read where the kernel has put them, so that they are there without /proc as well, as in a chroot. To be
    /// asked before anything changes the environment.
    package static var all: [String]? {
        var count = 0
        guard let first = unsafe coperatingsystem_arguments(&count) else { return nil }
        return (0..<count).compactMap { index in
            unsafe first[index].map { unsafe String(cString: $0) }
        }
    }
}
