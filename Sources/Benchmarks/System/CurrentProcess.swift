// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The process that runs this program.
enum CurrentProcess {
    /// Its id.
    static let identifier = getpid()
}
