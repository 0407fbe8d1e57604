// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// A process that a test has started, and that ends with it at the latest.
package final class ChildProcess: Sendable {
    /// What it is, for failure messages.
    package let name: String
    /// Its process id.
    package let identifier: Int32
    /// What it has written to standard output.
    package let standardOutput = CapturedOutput()
    /// What it has written to standard error.
    package let standardError = CapturedOutput()

    private let status = NIOLockedValueBox<ExitStatus?>(nil)
    private let sendSignal: @Sendable (ProcessSignal) throws -> Void

    init(name: String, identifier: Int32, sendSignal: @escaping @Sendable (ProcessSignal) throws -> Void) {
        self.name = name
        self.identifier = identifier
        self.sendSignal = sendSignal
    }

    /// How it ended; nil while it runs.
    package var exitStatus: ExitStatus? { status.withLockedValue { $0 } }

    /// What the kernel knows of it.
    package var figures: ProcessFigures { ProcessFigures(identifier: identifier) }

    /// Sends a signal.
    package func send(_ signal: ProcessSignal) throws {
        try sendSignal(signal)
    }

    /// Sets below which number its descriptors have to be from now on, see prlimit(1).
    package func limitOpenFiles(to count: Int) async throws {
        let arguments = ["--pid", "\(identifier)", "--nofile=\(count):"]
        let process = try await Command("prlimit", program: "prlimit", arguments: arguments).runToEnd()
        guard process.exitStatus == .exited(0) else { throw TestFailure(process.report) }
    }

    /// Waits until it has ended and all its output is there.
    package func waitForExit(within limit: Duration = .seconds(30)) async throws -> ExitStatus {
        do {
            return try await Waiting.value("the end of \(name)", within: limit) { exitStatus }
        } catch let failure as TestFailure {
            throw TestFailure("\(failure)\n\(report)")
        }
    }

    /// Its name and its last lines, for failure messages.
    package var report: String {
        let state = exitStatus.map { "\($0)" } ?? "running"
        return "--- \(name), \(state)\n\(standardOutput.tail)\n\(standardError.tail)\n---"
    }

    /// What a sanitizer has written, if the program was built with one and it has found something; nil otherwise.
    package var sanitizerReport: String? {
        let lines = standardError.lines
        guard let first = lines.firstIndex(where: { $0.contains("Sanitizer: ") }) else { return nil }
        // A report is some dozens of lines; the first ones are enough to begin with.
        return "--- \(name)\n\(lines[first...].prefix(200).joined(separator: "\n"))\n---"
    }

    func end(_ exitStatus: ExitStatus) {
        status.withLockedValue { $0 = exitStatus }
    }

    /// Asks it to end, and kills it when it does not.
    func terminate(within limit: Duration) async {
        guard exitStatus == nil else { return }
        try? send(.terminate)
        if (try? await waitForExit(within: limit)) == nil { try? send(.kill) }
    }
}
