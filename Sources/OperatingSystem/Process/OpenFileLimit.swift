// SPDX-License-Identifier: Apache-2.0

internal import COperatingSystem
internal import Glibc

/// The number of files that the process may have open.
package enum OpenFileLimit {
    /// How many files are open at the moment; a guess where that cannot be seen.
    package static func countOpen() -> Int {
        let count = coperatingsystem_count_open_files()
        return count > 0 ? Int(count) : 24
    }

    /// Raises the soft limit to the hard one, as a server with a connection for each stream needs it.
    ///
    /// - Returns: The limit that is in force.
    package static func raise() -> Int {
        var limit = rlimit()
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(resource, &limit) == 0 else { return 0 }
        if limit.rlim_cur < limit.rlim_max {
            var raised = rlimit(rlim_cur: limit.rlim_max, rlim_max: limit.rlim_max)
            if unsafe setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }
}
