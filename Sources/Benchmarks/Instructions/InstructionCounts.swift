// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GatewayTesting

/// The instructions that the gateway's process carries out itself, not the kernel, for one of each ``InstructionLoad``.
///
/// They tell two builds apart on a machine that is busy with other things, where times do not: only what the program
/// does is counted, however long it waits. callgrind counts them, and shows the program the same processor on every
/// machine whose own has AVX2.
struct InstructionCounts: Sendable, Equatable {
    /// The instructions of each.
    var counts: [InstructionLoad: Double] = [:]

    /// Counts.
    ///
    /// - Parameter profiles: A directory that keeps callgrind's profiles, for callgrind_annotate(1); nil for none.
    /// - Returns: The counts.
    /// - Throws: ``TestFailure`` when there is no valgrind, or when an answer is not as it must be.
    static func measure(profiles: String? = nil) async throws -> InstructionCounts {
        try await TemporaryDirectory.with { directory in
            // valgrind 3.19 gives up on debugging information as Swift's compiler writes it.
            let program = "\(directory)/llm-gateway"
            let arguments = ["--strip-debug", "-o", program, try Binaries.gateway]
            let strip = try await Command("strip", program: "strip", arguments: arguments).runToEnd()
            guard strip.exitStatus == .exited(0) else { throw TestFailure(strip.report) }
            var result = InstructionCounts()
            for load in InstructionLoad.allCases {
                let (few, many) = load.counts
                let less = try await instructions(of: program, load, few, profiles ?? directory)
                let more = try await instructions(of: program, load, many, profiles ?? directory)
                result.counts[load] = Double(more - less) / Double(many - few)
            }
            return result
        }
    }

    /// The instructions of a gateway from its start to its end.
    private static func instructions(
        of program: String,
        _ load: InstructionLoad,
        _ count: Int,
        _ directory: String
    ) async throws -> Int {
        let profile = "\(directory)/\(load.rawValue)-\(count)"
        let callgrind = [
            "valgrind", "--tool=callgrind", "--callgrind-out-file=\(profile)", "--log-file=\(profile).log", program,
        ]
        do {
            try await Stage.with([.main], gateway: callgrind) { stage in
                try await OwnThread.run { try load.send(count, to: stage) }
            }
        } catch {
            let log = try? String(contentsOfFile: "\(profile).log", encoding: .utf8)
            throw TestFailure("\(error)\n\(log ?? "valgrind has not started")")
        }
        return try total(ofProfile: try String(contentsOfFile: profile, encoding: .utf8))
    }

    /// The instructions of a whole profile.
    ///
    /// Source: Callgrind Format Specification, "totals".
    static func total(ofProfile text: String) throws -> Int {
        let line = text.split(separator: "\n").last { $0.hasPrefix("totals: ") }
        guard let total = line?.split(separator: " ").last.flatMap({ Int($0) }) else {
            throw TestFailure("callgrind's profile has no total")
        }
        return total
    }
}
