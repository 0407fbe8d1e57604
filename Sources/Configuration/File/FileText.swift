// SPDX-License-Identifier: Apache-2.0

internal import OperatingSystem

/// A text of a file, with what was put in for the references in it.
struct FileText {
    /// Why it cannot be had; it shows no value.
    struct Fault: Error {
        let problem: String
    }

    /// The most bytes of a file with a secret.
    static let largestSecret = 64 << 10
    private static let scheme = "file:"

    /// The text.
    let text: String
    /// Whether it is as it stands in the file.
    let isLiteral: Bool

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - written: The text as it stands in the file: `${NAME}` is a variable's value, `$${` the three characters `${`.
    ///   - variables: The values.
    ///   - isSecret: Whether `file:` and a path stand for the contents of that file, without a line end at its end.
    /// - Throws: ``Fault``.
    init(_ written: String, _ variables: [String: String], isSecret: Bool) throws(Fault) {
        let isFile = isSecret && written.hasPrefix(Self.scheme)
        let rest = isFile ? String(written.dropFirst(Self.scheme.count)) : written
        let expanded = try Self.expanded(rest, variables)
        text = isFile ? try Self.secret(in: expanded) : expanded
        isLiteral = text == written
    }

    private static func expanded(_ written: String, _ variables: [String: String]) throws(Fault) -> String {
        var output: [UInt8] = []
        var rest = Array(written.utf8)[...]
        let (dollar, opening) = (UInt8(ascii: "$"), UInt8(ascii: "{"))
        while let byte = rest.popFirst() {
            if byte == dollar, rest.starts(with: [dollar, opening]) {
                output += [dollar, opening]
                rest = rest.dropFirst(2)
            } else if byte == dollar, rest.first == opening {
                let name = rest.dropFirst().prefix { $0 != UInt8(ascii: "}") }
                guard name.endIndex < rest.endIndex, isName(name) else {
                    throw Fault(problem: "expected a variable such as ${NAME}; $${ stands for ${ itself")
                }
                let variable = String(decoding: name, as: UTF8.self)
                guard let value = variables[variable], !value.isEmpty else {
                    throw Fault(problem: "the variable \(variable) is not set")
                }
                output += value.utf8
                rest = rest[(name.endIndex + 1)...]
            } else {
                output.append(byte)
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
        return name.count <= 200
            && name.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }

    private static func secret(in path: String) throws(Fault) -> String {
        guard path.hasPrefix("/") else {
            throw Fault(problem: "expected file: and a whole path, such as file:/run/secrets/key")
        }
        let file: RegularFile
        do throws(RegularFileError) {
            file = try RegularFile(path, limit: largestSecret)
        } catch {
            throw Fault(problem: "\(path) \(error.problem)")
        }
        var bytes = file.bytes[...]
        if bytes.last == UInt8(ascii: "\n") { bytes = bytes.dropLast() }
        if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
        guard !bytes.isEmpty else { throw Fault(problem: "\(path) is empty") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Fault(problem: "\(path) is no UTF-8 text")
        }
        return text
    }
}
