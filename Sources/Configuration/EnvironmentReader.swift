// SPDX-License-Identifier: Apache-2.0

/// Reads variables and collects what is wrong with them, so that one start shows all faults.
///
/// An empty value counts as one that is not set.
struct EnvironmentReader {
    let environment: [String: String]
    /// The value of `--listen`, which goes before the variable.
    let listen: String?
    private(set) var faults: [String] = []
    /// The variables that were read in place of others.
    private var standIns: [String: String] = [:]

    init(_ environment: [String: String], listen: String?) {
        self.environment = environment
        self.listen = listen
    }

    /// The text of a variable; nil when it is not set.
    func text(_ name: String) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The words of a variable, which commas or blanks separate.
    func words(_ name: String) -> [String] {
        text(name)?.words ?? []
    }

    /// The text of the first of some variables that holds a key; nil when none is set.
    ///
    /// No key is in quotation marks: `docker --env-file` leaves those that a shell would take away.
    mutating func key(_ names: [String]) -> String? {
        guard let name = names.first(where: { text($0) != nil }), let text = text(name) else { return nil }
        if name != names[0] { standIns[names[0]] = name }
        if text.utf8.count > 1, let mark = text.utf8.first, text.utf8.last == mark, "\"'".utf8.contains(mark) {
            fault("\(name): expected a key, got one in quotation marks: docker --env-file keeps them, leave them out")
        }
        return text
    }

    /// Adds a fault.
    mutating func fault(_ sentence: String) {
        faults.append(sentence)
    }

    /// Adds a fault of a variable, or of the one that was read in its place.
    mutating func fault(of name: String, _ problem: String) {
        fault("\(standIns[name] ?? name): \(problem)")
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
}

extension String {
    /// The words of a list, which commas or blanks separate.
    var words: [String] {
        split { $0 == "," || $0 == " " }.map(String.init)
    }
}
