// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Glibc
internal import Providers

/// A file of `KEY=value` lines, for hosts on which the environment of a process cannot be set.
///
/// Empty lines and lines that begin with `#` are skipped; a leading `export ` is ignored; a value may stand in single
/// or double quotes, which are removed. There is no expansion of any kind.
package struct EnvironmentFile {
    /// The file that is read when none is named, if it is there: `llm-gateway.env` next to the binary.
    package static let defaultName = "llm-gateway.env"

    /// Where it is.
    package let path: String
    /// Its variables.
    package let values: [String: String]
    /// Whether every user of the machine may read it.
    package let isReadableByOthers: Bool

    /// Reads a file.
    ///
    /// - Throws: ``ConfigurationError`` when it cannot be read, or a line is no assignment.
    package init(_ path: String) throws(ConfigurationError) {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ConfigurationError(["\(path): cannot be read as a UTF-8 text file"])
        }
        self.path = path
        values = try Self.parse(text, name: path)
        var status = stat()
        isReadableByOthers = unsafe stat(path, &status) == 0 && status.st_mode & S_IROTH != 0
    }

    /// The path of the binary; nil without /proc.
    package static var binaryPath: String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    }

    /// The path of the file next to the binary; nil when there is none.
    package static var defaultPath: String? {
        guard
            let binary = binaryPath,
            let slash = binary.lastIndex(of: "/")
        else { return nil }
        let path = binary[...slash] + defaultName
        return FileManager.default.fileExists(atPath: String(path)) ? String(path) : nil
    }

    /// The names of its variables that hold a key or a password.
    package var secretNames: [String] {
        values.filter { Self.isSecret($0.key.uppercased(), $0.value) }.keys.sorted()
    }

    private static func isSecret(_ name: String, _ value: String) -> Bool {
        if name == "SECRET_TOKEN" || name.hasSuffix("_API_KEY") { return !value.isEmpty }
        return name.hasSuffix("_PROXY") && value.contains("@")
    }

    /// Reads the text of a file; a fault names the line's number and never its content, which may be a key.
    package static func parse(_ text: String, name: String) throws(ConfigurationError) -> [String: String] {
        var values: [String: String] = [:]
        var faults: [String] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            var line = line.trimmingBlanks()
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("export ") { line = line.dropFirst("export ".count).trimmingBlanks() }
            let equals = line.firstIndex(of: "=") ?? line.startIndex
            let key = line[..<equals].trimmingBlanks()
            guard isName(key) else {
                faults.append("\(name): line \(index + 1): expected KEY=value")
                continue
            }
            guard let value = unquoted(line[line.index(after: equals)...].trimmingBlanks()) else {
                faults.append("\(name): line \(index + 1): expected nothing after the closing quote")
                continue
            }
            values[key] = value
        }
        guard faults.isEmpty else { throw ConfigurationError(faults) }
        return values
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// The value without its quotes; nil when a quote is opened and the line does not end with it.
    private static func unquoted(_ text: String) -> String? {
        guard let quote = text.first, quote == "\"" || quote == "'" else { return text }
        return text.count >= 2 && text.last == quote ? String(text.dropFirst().dropLast()) : nil
    }
}
