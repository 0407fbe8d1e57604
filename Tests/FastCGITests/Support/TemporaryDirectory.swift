// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A directory that is gone, with what is in it, when this object is.
final class TemporaryDirectory: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/fastcgi-tests-XXXXXX".utf8CString)
        path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, let made = unsafe mkdtemp(base) else { return "/nowhere" }
            return unsafe String(cString: made)
        }
        // The code under test sets the process's umask for a moment, and another test may be in it.
        unsafe _ = chmod(path, 0o700)
    }

    /// The path of a file in it.
    func file(_ name: String) -> String {
        "\(path)/\(name)"
    }

    deinit {
        if let directory = unsafe opendir(path) {
            while let entry = unsafe readdir(directory) {
                let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                    unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                unsafe _ = unlink(file(name))
            }
            unsafe _ = closedir(directory)
        }
        unsafe _ = rmdir(path)
    }
}
