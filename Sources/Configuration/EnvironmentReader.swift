// SPDX-License-Identifier: Apache-2.0

/// Reads variables and collects what is wrong with them, so that one start shows all faults.
///
/// An empty value counts as one that is not set.
struct EnvironmentReader {
    let environment: [String: String]
    private(set) var faults: [String] = []

    init(_ environment: [String: String]) {
        self.environment = environment
    }

    /// The text of a variable; nil when it is not set.
    func text(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The text of a variable that holds a key; nil when it is not set.
    ///
    /// No key is in quotation marks: `docker --env-file` leaves those that a shell would take away.
    mutating func key(_ name: String) -> String? {
        guard let text = text(name) else { return nil }
        if text.utf8.count > 1, let mark = text.utf8.first, text.utf8.last == mark, "\"'".utf8.contains(mark) {
            fault("\(name): expected a key, got one in quotation marks: docker --env-file keeps them, leave them out")
        }
        return text
    }

    /// Adds a fault.
    mutating func fault(_ sentence: String) {
        faults.append(sentence)
    }

    /// Sets a value from a variable, if it is set and can be read.
    mutating func read<Value>(
        _ name: String,
        into value: inout Value,
        expecting expectation: String,
        _ parse: (String) -> Value?
    ) {
        guard let text = text(name) else { return }
        if let parsed = parse(text) {
            value = parsed
        } else {
            fault("\(name): expected \(expectation), got \"\(text)\"")
        }
    }

    /// Sets a value that may be absent from a variable, if it is set and can be read.
    mutating func readOptional<Value>(
        _ name: String,
        into value: inout Value?,
        expecting expectation: String,
        _ parse: (String) -> Value?
    ) {
        guard let text = text(name) else { return }
        value = parse(text)
        if value == nil { fault("\(name): expected \(expectation), got \"\(text)\"") }
    }

    /// Sets a time from a variable in seconds, fractions allowed.
    mutating func readSeconds(_ name: String, into value: inout Duration) {
        read(name, into: &value, expecting: "a number of seconds from 0.001") { text in
            guard let seconds = Double(text), seconds >= 0.001, seconds <= 1_000_000_000 else { return nil }
            return .seconds(seconds)
        }
    }

    /// Sets a time that may be absent from a variable in seconds, fractions allowed; `off` is none.
    mutating func readSecondsOrOff(_ name: String, into value: inout Duration?) {
        guard let text = text(name) else { return }
        guard text.lowercased() != "off" else {
            value = nil
            return
        }
        var seconds = Duration.zero
        readSeconds(name, into: &seconds)
        value = seconds
    }

    /// Sets a whole number from a variable.
    mutating func readInteger(_ name: String, into value: inout Int, in range: ClosedRange<Int>) {
        read(name, into: &value, expecting: "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
            Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// Sets what is on or off from a variable; the case of letters does not matter.
    mutating func readSwitch(_ name: String, into value: inout Bool) {
        read(name, into: &value, expecting: "on or off") { ["on": true, "off": false][$0.lowercased()] }
    }

    /// Sets one of some words from a variable; the case of letters does not matter.
    mutating func readWord<Word: RawRepresentable & CaseIterable>(_ name: String, into value: inout Word)
    where Word.RawValue == String {
        let words = Word.allCases.map(\.rawValue).joined(separator: ", ")
        read(name, into: &value, expecting: "one of \(words)") { Word(rawValue: $0.lowercased()) }
    }
}
