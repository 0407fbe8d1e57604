// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GatewayTesting

/// The file with the counts of an earlier build, a line for each processor architecture and load.
struct InstructionRecord {
    /// By how much a count may be above the one of the record.
    static let tolerance = 0.10

    /// Where the file is, from the repository's root.
    static let path = "scripts/instructions.txt"

    /// The architecture that this program was built for, as `uname -m` calls it.
    static var architecture: String {
        #if arch(x86_64)
        "x86_64"
        #else
        "aarch64"
        #endif
    }

    private var lines: [String]

    /// Reads the file.
    static func read(_ path: String = path) throws -> InstructionRecord {
        InstructionRecord(try String(contentsOfFile: path, encoding: .utf8))
    }

    /// Counts, and puts the counts beside those of the record.
    ///
    /// - Parameter profiles: A directory that keeps callgrind's profiles; nil for none.
    /// - Returns: Both.
    /// - Throws: What ``InstructionCounts/measure(profiles:)`` throws, or ``TestFailure`` when a line has another form.
    func compare(profiles: String? = nil) async throws -> InstructionComparison {
        let recorded = try counts(of: Self.architecture)
        return InstructionComparison(
            measured: try await InstructionCounts.measure(profiles: profiles),
            recorded: recorded
        )
    }

    /// Takes the text of a file.
    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last == "" { lines.removeLast() }
    }

    /// The text of the file.
    var text: String { lines.map { $0 + "\n" }.joined() }

    /// The counts of an architecture; empty when there are none.
    ///
    /// - Throws: ``TestFailure`` when a line is no comment and has another form.
    func counts(of architecture: String) throws -> InstructionCounts {
        var result = InstructionCounts()
        for line in lines where !line.isEmpty && !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            guard words.count == 3, let load = InstructionLoad(rawValue: String(words[1])), let count = Double(words[2])
            else {
                throw TestFailure("not an architecture, a load and a count: \(line)")
            }
            if words[0] == architecture { result.counts[load] = count }
        }
        return result
    }

    /// Puts counts in the place of those that the architecture has.
    mutating func replace(_ counts: InstructionCounts, of architecture: String) {
        lines.removeAll { $0.hasPrefix("\(architecture) ") }
        lines += InstructionLoad.allCases.compactMap { load in
            counts.counts[load].map { "\(architecture) \(load.rawValue) \(Int($0.rounded()))" }
        }
    }
}
