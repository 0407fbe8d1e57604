// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// How the fuzz targets are run: `make fuzz` sets it in the environment.
struct FuzzSettings: Sendable {
    /// How long a target runs; nil for the few inputs that are part of `make test`.
    let seconds: Int?
    /// What the first input is made from; each further one has the next seed.
    let seed: UInt64
    /// The one file to run; nil for made inputs.
    let file: String?
    /// Where inputs are left.
    let folder: String

    static let current = FuzzSettings(ProcessInfo.processInfo.environment)

    init(_ environment: [String: String]) {
        func number<Number: FixedWidthInteger>(_ name: String) -> Number? {
            guard let text = environment[name], !text.isEmpty else { return nil }
            guard let number = Number(text), number >= 0 else { fatalError("\(name): expected a number, got \(text)") }
            return number
        }
        seconds = number("FUZZ_SECONDS")
        // The same inputs in every run of `make test`, others in every run of `make fuzz`.
        seed = number("FUZZ_SEED") ?? (seconds == nil ? 1 : UInt64.random(in: 1..<1 << 48))
        file = environment["FUZZ_INPUT"].flatMap { $0.isEmpty ? nil : $0 }
        folder = environment["FUZZ_FOLDER"].flatMap { $0.isEmpty ? nil : $0 } ?? ".build-test/fuzz"
    }
}
