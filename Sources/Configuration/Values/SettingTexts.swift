// SPDX-License-Identifier: Apache-2.0

/// All that is set, before it is understood: texts by the variables' names, and the providers of a file.
struct SettingTexts: Sendable {
    /// The texts by variable; none is empty.
    private(set) var texts: [String: SettingText] = [:]
    /// The providers that a file names, in their order.
    private(set) var providers: [FileProvider] = []
    /// What is wrong with the file itself.
    private(set) var faults: [SettingFault] = []
    /// The file.
    private(set) var file: FileInForce?

    init() {}

    /// The texts of an environment; an empty value counts as one that is not set.
    init(_ environment: [String: String], from source: SettingSource = .environment) {
        for (name, text) in environment where !text.isEmpty { texts[name] = SettingText(text: text, source: source) }
    }

    /// The texts as variables.
    var variables: [String: String] { texts.mapValues(\.text) }

    /// Adds texts that count where there is none yet.
    mutating func add(_ others: SettingTexts) {
        texts.merge(others.texts) { own, _ in own }
    }

    /// Adds what a file says, which counts where no variable says anything else.
    mutating func add(_ reader: FileReader, _ file: FileInForce?) {
        self.file = file
        providers = reader.providers
        faults += reader.faults
        for (name, text) in reader.texts {
            let others = ProviderVariables.standIns[name] ?? []
            if !others.contains(where: { texts[$0] != nil }), texts[name] == nil { texts[name] = text }
        }
    }

    /// Adds a fault of the file.
    mutating func add(_ fault: SettingFault) { faults.append(fault) }
}
