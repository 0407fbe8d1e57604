// SPDX-License-Identifier: Apache-2.0

/// The line ending of a stream (`eol=`).
enum LineEnding: String, CaseIterable {
    case lf
    case crlf
    case cr

    var characters: String {
        switch self {
        case .lf: "\n"
        case .crlf: "\r\n"
        case .cr: "\r"
        }
    }
}
