// SPDX-License-Identifier: Apache-2.0

internal import OperatingSystem

/// Decides when a file that is looked at again and again is to be read.
///
/// Not at the moment in which it changes, since its writer may be in the middle of it: when two looks, one after the
/// other, have seen the same.
struct FileChange {
    /// What was read last; nil for a file that is not there.
    private var read: FileVersion?
    private var seen: FileVersion?

    init(read: FileVersion?) {
        self.read = read
        seen = read
    }

    /// Takes what a look has seen, nil for no file.
    ///
    /// - Returns: Whether the file is to be read now; whoever asks does so.
    mutating func look(_ now: FileVersion?) -> Bool {
        defer { seen = now }
        guard now != read, now == seen else { return false }
        read = now
        return true
    }

    /// Takes note of a reading for another reason.
    mutating func noteReading(of version: FileVersion?) {
        read = version
        seen = version
    }
}
