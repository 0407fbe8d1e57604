// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// Something that takes bytes from outside, to be run with many that are wrong.
///
/// Each input is written to a file before it is run, since what crashes the process cannot be written afterwards. The
/// file is left when the process ends, when an input takes longer than a minute, and when the target has broken its
/// contract; `make fuzz FUZZ_INPUT=FILE` runs it again.
package struct FuzzTarget: Sendable {
    /// The name that its files begin with.
    private let name: String
    /// How many inputs are run as part of `make test`.
    private let inputs: UInt64
    private let settings = FuzzSettings.current
    /// Enough to see what is wrong.
    private static let most = 10
    /// A hang and nothing else takes that long, whatever else the machine has to do.
    private static let limit = Duration.seconds(600)

    package init(_ name: String, inputs: UInt64) {
        self.name = name
        self.inputs = inputs
    }

    /// Runs the target.
    ///
    /// - Parameters:
    ///   - make: Makes an input; the same one from the same seed.
    ///   - check: Runs it, and says how the contract was broken; nil when it was kept. A thrown error breaks it.
    /// - Returns: A sentence for each input that broke the contract, with the file that it was left in.
    /// - Throws: What the file system says when a file cannot be written or read.
    package func run(
        make: (inout SplitMix64) throws -> FuzzInput,
        check: (FuzzInput) async throws -> String?
    ) async throws -> [String] {
        if let file = settings.file { return try await again(file, check) }
        try FileManager.default.createDirectory(atPath: settings.folder, withIntermediateDirectories: true)
        let running = path("running-\(settings.seed)")
        let watch = HangWatch(Self.limit, what: running)
        let end = settings.seconds.map { ContinuousClock.now + .seconds($0) }
        var found: [String] = []
        var count: UInt64 = 0
        while found.count < Self.most, end.map({ ContinuousClock.now < $0 }) ?? (count < inputs) {
            let seed = settings.seed &+ count
            var random = SplitMix64(seed: seed)
            let input = try make(&random)
            try write(input, to: running)
            watch.begin()
            if let complaint = await complaint(of: input, check) {
                let file = path("found-\(seed)")
                try write(input, to: file)
                found.append("\(complaint) (seed \(seed)); again: make fuzz FUZZ_INPUT=\(file)")
            }
            count += 1
            await Task.yield()
        }
        watch.end()
        try FileManager.default.removeItem(atPath: running)
        if settings.seconds != nil {
            print("\(name): \(count) inputs from seed \(settings.seed), \(found.count) found something")
        }
        return found
    }

    private func again(_ file: String, _ check: (FuzzInput) async throws -> String?) async throws -> [String] {
        guard file.split(separator: "/").last?.hasPrefix(name + "-") == true else { return [] }
        let input = FuzzInput(contents: Array(try Data(contentsOf: URL(filePath: file))))
        let watch = HangWatch(Self.limit, what: file)
        watch.begin()
        let complaint = await complaint(of: input, check)
        watch.end()
        print("\(name): \(file): \(complaint ?? "nothing found")")
        return complaint.map { [$0] } ?? []
    }

    private func complaint(of input: FuzzInput, _ check: (FuzzInput) async throws -> String?) async -> String? {
        do {
            return try await check(input)
        } catch {
            return "threw \(error)"
        }
    }

    private func path(_ rest: String) -> String { "\(settings.folder)/\(name)-\(rest).input" }

    private func write(_ input: FuzzInput, to path: String) throws {
        try Data(input.contents).write(to: URL(filePath: path))
    }
}
