// SPDX-License-Identifier: Apache-2.0

internal import Providers

/// Where everything that is in force comes from.
package struct SettingSources: Sendable {
    /// By the variables' names, and by the keys of what has no variable.
    private var sources: [String: SettingSource] = [:]
    /// What only a file can say, as it is shown.
    private(set) var shown: [(key: String, value: String)] = []
    /// What tells one text from another, without being it: texts may be secrets.
    private var digests: [String: Int] = [:]

    init() {}

    init(_ texts: SettingTexts, listen: String?) {
        sources = texts.texts.mapValues(\.source)
        digests = texts.texts.mapValues(\.text.hashValue)
        if listen != nil { sources["GATEWAY_LISTEN"] = .commandLine }
        for provider in texts.providers {
            for (name, value, place) in provider.shown {
                let key = "\(FileLayout.providers).\(provider.name).\(name)"
                shown.append((key, value))
                sources[key] = .file(place)
            }
        }
        // A file adds to what the variable lists.
        let further = texts.providers.first { !ProviderConfiguration.builtInNames.contains($0.name) }
        if sources[ProviderVariables.list] == nil, let first = further {
            sources[ProviderVariables.list] = .file(first.place)
        }
    }

    /// The source of a value.
    ///
    /// - Parameter name: The variable's name, or the key of what has none.
    package subscript(name: String) -> SettingSource { sources[name] ?? .standard }

    /// The source in words.
    ///
    /// - Parameter name: The variable's name, or the key of what has none.
    /// - Returns: The words, without parentheses.
    func description(of name: String) -> String {
        // A proxy's variable may be written in lower case, and one stands for two.
        var names = [name.lowercased(), name]
        if ["HTTP_PROXY", "HTTPS_PROXY"].contains(name) { names += ["all_proxy", "ALL_PROXY"] }
        names += ProviderVariables.standIns[name] ?? []
        return (names.lazy.compactMap { sources[$0] }.first ?? .standard).description
    }

    /// Takes the sources of some variables from what is in force.
    ///
    /// - Returns: Whether one of them has another text by now.
    mutating func keep(_ variables: [String], of inForce: SettingSources) -> Bool {
        var hasChanged = false
        for name in variables.flatMap({ [$0, $0.lowercased()] }) {
            if digests[name] != inForce.digests[name] { hasChanged = true }
            digests[name] = inForce.digests[name]
            sources[name] = inForce.sources[name]
        }
        return hasChanged
    }
}
