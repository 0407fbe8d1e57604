// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What tells one content of a file from the next, without reading it: which file it is, its size, and when it changed.
package struct FileVersion: Sendable, Equatable {
    /// The file system's number, and the file's in it: another one after a file was put in its place.
    package let device: UInt
    package let inode: UInt
    /// The bytes.
    package let size: Int
    private let modified: [Int]
    private let changed: [Int]

    /// Looks at a file, at the end of links; nil when there is none.
    package init?(_ path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    init(_ status: stat) {
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        size = Int(status.st_size)
        modified = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec]
        changed = [status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }
}
