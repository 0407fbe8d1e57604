// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Subprocess

extension Command {
    /// How long a process may take to end by itself before it is killed.
    private static let patience = Duration.seconds(5) * Patience.factor

    /// Runs the command while `body` runs; whatever happens, the process has ended when this returns.
    ///
    /// - Throws: What `body` throws, or ``TestFailure`` with the report when a sanitizer has found something.
    package func run<Result>(_ body: (ChildProcess) async throws -> Result) async throws -> Result {
        let (process, outcome) = try await withThrowingTaskGroup(of: Void.self) { group in
            let (starts, start) = AsyncThrowingStream.makeStream(of: ChildProcess.self)
            group.addTask { [self] in
                do {
                    try await spawn { start.yield($0) }
                    start.finish()
                } catch {
                    start.finish(throwing: error)
                }
            }
            var iterator = starts.makeAsyncIterator()
            guard let process = try await iterator.next(isolation: #isolation) else {
                throw TestFailure("\(name) was not started")
            }
            let outcome: Swift.Result<Result, any Error>
            do {
                outcome = .success(try await body(process))
            } catch {
                outcome = .failure(error)
            }
            await process.terminate(within: Self.patience)
            return (process, outcome)
        }
        // Now that the process has ended, all its output is there.
        guard let report = process.sanitizerReport else { return try outcome.get() }
        if case .failure(let error) = outcome { throw TestFailure("\(error)\n\(report)") }
        throw TestFailure(report)
    }

    /// Runs the command to its own end.
    package func runToEnd(within limit: Duration = .seconds(30)) async throws -> ChildProcess {
        try await run { process in
            _ = try await process.waitForExit(within: limit)
            return process
        }
    }

    private func spawn(_ started: @Sendable (ChildProcess) -> Void) async throws {
        var variables = environment
        // What the loader, the search for programs and the sanitizers need is nobody's secret.
        let inherited = ["PATH", "LD_LIBRARY_PATH", "TSAN_OPTIONS", "ASAN_OPTIONS", "LSAN_OPTIONS"]
        for name in inherited where variables[name] == nil {
            variables[name] = ProcessInfo.processInfo.environment[name]
        }
        variables["PATH", default: ""] += ":/usr/sbin:/usr/bin:/sbin:/bin"
        // A path of the library's own type would need a further import: a name and its directory do as well.
        let slash = program.lastIndex(of: "/") ?? program.startIndex
        if program.hasPrefix("/") { variables["PATH"] = program[..<slash] + ":" + variables["PATH", default: ""] }
        let name = program.split(separator: "/").last.map(String.init) ?? program
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: Self.patience)]
        let environment = variables.reduce(into: [Environment.Key: String]()) { environment, variable in
            if let key = Environment.Key(rawValue: variable.key) { environment[key] = variable.value }
        }
        let outcome = try await Subprocess.run(
            .name(name),
            arguments: Arguments(arguments),
            environment: .custom(environment),
            platformOptions: options,
            input: .none,
            output: .sequence,
            error: .sequence
        ) { execution in
            let process = ChildProcess(name: self.name, identifier: execution.processIdentifier.value) { signal in
                try execution.send(signal: Signal(signal))
            }
            started(process)
            async let output: Void = Self.collect(execution.standardOutput, into: process.standardOutput)
            async let errors: Void = Self.collect(execution.standardError, into: process.standardError)
            _ = await (output, errors)
            return process
        }
        switch outcome.terminationStatus {
        case .exited(let status): outcome.closureResult.end(.exited(Int(status)))
        case .signaled(let signal): outcome.closureResult.end(.signalled(Int(signal)))
        }
    }

    private static func collect(_ output: SubprocessOutputSequence, into captured: CapturedOutput) async {
        do {
            for try await line in output.strings() { captured.append(line) }
        } catch {
            // The process has ended while another one, a worker of nginx, still holds the pipe.
            captured.append("(the output ends here: \(error))")
        }
    }
}

extension Signal {
    fileprivate init(_ signal: ProcessSignal) {
        self =
            switch signal {
            case .terminate: .terminate
            case .interrupt: .interrupt
            case .quit: .quit
            case .user1: .userDefinedOne
            case .user2: .userDefinedTwo
            case .hangUp: .terminalClosed
            case .kill: .kill
            }
    }
}
