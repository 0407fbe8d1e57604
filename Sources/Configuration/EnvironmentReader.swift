// SPDX-License-Identifier: Apache-2.0

/// Reads variables and collects what is wrong with them, so that one start shows all faults.
///
/// An empty value counts as one that is not set.
struct EnvironmentReader {
    private let texts: SettingTexts
    /// The value of `--listen`, which goes before the variable.
    let listen: String?
    private(set) var faults: [SettingFault]
    /// The variables that were read in place of others.
    private var standIns: [String: String] = [:]

    init(_ texts: SettingTexts, listen: String?) {
        self.texts = texts
        self.listen = listen
        faults = texts.faults
    }

    /// The texts as variables.
    var variables: [String: String] { texts.variables }
    /// The providers that a file names.
    var providers: [FileProvider] { texts.providers }

    /// The text of a variable; nil when it is not set.
    func text(_ name: String) -> String? { texts.texts[name]?.text }

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

    /// Adds a fault, whose sentence begins with the variable's name and a colon.
    mutating func fault(_ sentence: String) {
        let name = String(sentence.prefix { $0 != ":" })
        guard let text = texts.texts[name], case .file(let place) = text.source, let key = text.key else {
            faults.append(SettingFault(sentence))
            return
        }
        let problem = text.problem(String(sentence.dropFirst(name.count + ": ".count)))
        faults.append(SettingFault(place, "\(key): \(problem)"))
    }

    /// What messages call a variable: its name, or where it stands in a file.
    func label(_ name: String) -> String { texts.texts[name]?.label(name) ?? name }

    /// Adds a fault of a variable, or of the one that was read in its place.
    mutating func fault(of name: String, _ problem: String) {
        fault("\(standIns[name] ?? name): \(problem)")
    }

    /// Adds a fault of a provider that a file names, whose sentence begins with a key below it.
    mutating func fault(_ provider: FileProvider, _ sentence: String) {
        faults.append(SettingFault(provider.place, "\(FileLayout.providers).\(provider.name).\(sentence)"))
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
