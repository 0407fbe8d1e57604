// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// The status and the header fields of a provider's response.
package struct UpstreamResponseHead: Sendable {
    /// The HTTP status code.
    package let status: Int
    /// The fields as they came, a line each: most of them are never looked at.
    private let lines: [UInt8]

    /// - Parameters:
    ///   - status: The status.
    ///   - lines: `name: value`, each with a line feed at its end.
    init(status: Int, lines: [UInt8]) {
        self.status = status
        self.lines = lines
    }

    /// Makes a head by hand, for tests of what reads it.
    package init(status: Int, headerFields: [(String, String)] = []) {
        self.init(status: status, lines: headerFields.flatMap { name, value in Array("\(name): \(value)\n".utf8) })
    }

    /// The first value of a header field, without the blanks around it; the name's case does not matter.
    package subscript(name: String) -> String? {
        let wanted = Array(name.utf8)
        var rest = lines[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = rest[..<end]
            if line.count > wanted.count, line[line.startIndex + wanted.count] == UInt8(ascii: ":"),
                zip(line, wanted).allSatisfy({ $0.lowercasedASCII == $1.lowercasedASCII })
            {
                return ByteString(line.dropFirst(wanted.count + 1)).trimmed.string
            }
            rest = rest[(end + 1)...]
        }
        return nil
    }

    /// Gives all fields in the order in which they came: the name, and the value without the blanks around it.
    package func forEachField(_ body: (_ name: ByteString, _ value: ByteString) -> Void) {
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            body(ByteString(name), ByteString(line.dropFirst(name.count + 1)).trimmed)
        }
    }
}
