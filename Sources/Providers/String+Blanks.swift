// SPDX-License-Identifier: Apache-2.0

extension StringProtocol {
    /// The text without blanks, tabs and line ends around it.
    package func trimmingBlanks() -> String {
        var rest = Substring(self)
        while let first = rest.unicodeScalars.first, first.isBlank { rest.unicodeScalars.removeFirst() }
        while let last = rest.unicodeScalars.last, last.isBlank { rest.unicodeScalars.removeLast() }
        return String(rest)
    }
}

extension Unicode.Scalar {
    fileprivate var isBlank: Bool { self == " " || self == "\t" || self == "\r" || self == "\n" }
}
