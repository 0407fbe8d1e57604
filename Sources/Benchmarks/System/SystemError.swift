// SPDX-License-Identifier: Apache-2.0

/// A system call that failed.
struct SystemError: Error, CustomStringConvertible {
    /// The error number.
    let number: Int32
    /// The call.
    let call: String

    var description: String { "\(call) failed with errno \(number)" }

    /// Passes a result on, or throws when it is a negative error number.
    @discardableResult
    static func check(_ result: Int32, _ call: String) throws(SystemError) -> Int32 {
        guard result >= 0 else { throw SystemError(number: -result, call: call) }
        return result
    }
}
