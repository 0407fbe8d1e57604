// SPDX-License-Identifier: Apache-2.0

internal import COperatingSystem
internal import Glibc

/// The words for failed system calls.
package enum SystemCall {
    /// The text of an error number, with the number.
    package static func describe(_ number: Int32) -> String {
        let message = unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let base = buffer.baseAddress else { return "unknown error" }
            unsafe coperatingsystem_error_text(number, base, buffer.count)
            return unsafe String(cString: base)
        }
        return "\(message) (errno \(number))"
    }

    /// The text of the error of the call that has just failed.
    package static func describeLastError() -> String {
        describe(errno)
    }
}
