// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Providers
internal import YAML

extension FileReader {
    /// The names that may stand below a provider's.
    static let providerKeys = [
        "base_url", "dialect", "headers", "key", "key_header", "models", "needs_key", "query",
    ]

    /// Reads the providers: their names, and what is set for each.
    mutating func readProviders(_ node: YAMLNode) {
        for entry in entries(of: node, FileLayout.providers) {
            let name = entry.key.string.lowercased()
            guard ProviderConfiguration.isName(name) else {
                let expectation = "expected names of providers, of letters, digits, - and _"
                fault(entry.mark, "\(FileLayout.providers): \(expectation), beginning with a letter or a digit")
                continue
            }
            guard !providers.contains(where: { ProviderConfiguration.isSame($0.name, name) }) else {
                fault(entry.mark, "\(FileLayout.providers).\(name): a provider of this name is there already")
                continue
            }
            var provider = FileProvider(name, at: FilePlace(path, entry.mark))
            for setting in entries(of: entry.value, "\(FileLayout.providers).\(name)") { read(setting, of: &provider) }
            providers.append(provider)
        }
    }

    private mutating func read(_ entry: YAMLEntry, of provider: inout FileProvider) {
        let name = entry.key.string
        let key = "\(FileLayout.providers).\(provider.name).\(name)"
        let variables = ProviderVariables(of: provider.name)
        let node = entry.value
        guard Self.providerKeys.contains(name) else {
            return faultOfUnknownKey(entry, key, near: FileLayout.nearest(to: name, among: Self.providerKeys))
        }
        if node.isNull { return }
        switch name {
        case "base_url": read(node, SettingValue(key: key, variable: variables.baseURL, form: .text))
        case "key": read(node, SettingValue(key: key, variable: variables.key, form: .secret))
        case "dialect": readDialect(node, key, &provider)
        case "key_header": readKeyHeader(node, key, &provider)
        case "headers": readHeaders(node, key, &provider)
        case "query": readQuery(node, key, &provider)
        case "needs_key": readNeedsKey(node, key, &provider)
        default: readModels(node, key, &provider)
        }
    }

    private mutating func readDialect(_ node: YAMLNode, _ key: String, _ provider: inout FileProvider) {
        let words = ProviderDialect.allCases.map(\.rawValue)
        guard let (text, written) = text(of: node, key, .word(words)) else { return }
        guard let dialect = ProviderDialect(rawValue: text.lowercased()) else {
            return fault(
                node.mark,
                "\(key): expected \(SettingForm.word(words).expectation), got \"\(written ?? text)\""
            )
        }
        if ProviderConfiguration.builtInNames.contains(provider.name), dialect != ProviderDialect(of: provider.name) {
            let own = ProviderDialect(of: provider.name).rawValue
            return fault(node.mark, "\(key): \(provider.name) speaks \(own); expected another name for another dialect")
        }
        provider.settings.dialect = dialect
        provider.show("dialect", dialect.rawValue, FilePlace(path, node.mark))
    }

    private mutating func readKeyHeader(_ node: YAMLNode, _ key: String, _ provider: inout FileProvider) {
        guard let (text, written) = text(of: node, key, .text) else { return }
        guard let header = KeyHeader(text) else {
            let expectation = "bearer or the name of a header field, such as api-key"
            return fault(node.mark, "\(key): expected \(expectation), got \"\(written ?? text)\"")
        }
        provider.settings.keyHeader = header
        provider.show("key_header", written ?? text, FilePlace(path, node.mark))
    }

    private mutating func readHeaders(_ node: YAMLNode, _ key: String, _ provider: inout FileProvider) {
        for entry in entries(of: node, key) where !entry.value.isNull {
            let name = entry.key.string
            guard let (value, _) = text(of: entry.value, "\(key).\(name)", .secret) else { continue }
            guard let header = ProviderHeader(name: name, value: value) else {
                let expectation =
                    "a header field that the gateway does not set by itself, with a value of visible ASCII"
                fault(entry.mark, "\(key): expected \(expectation)")
                continue
            }
            guard !provider.settings.headers.contains(where: { $0.name == header.name }) else {
                fault(entry.mark, "\(key): the field \(header.name) is there twice")
                continue
            }
            provider.settings.headers.append(header)
        }
        let names = provider.settings.headers.map(\.name)
        if !names.isEmpty { provider.show("headers", names.joined(separator: ","), FilePlace(path, node.mark)) }
    }

    private mutating func readQuery(_ node: YAMLNode, _ key: String, _ provider: inout FileProvider) {
        for entry in entries(of: node, key) where !entry.value.isNull {
            let name = entry.key.string
            guard let (value, _) = text(of: entry.value, "\(key).\(name)", .secret) else { continue }
            guard !name.isEmpty else {
                fault(entry.mark, "\(key): expected the name of a parameter")
                continue
            }
            provider.settings.query.add(name, value)
        }
        let names = provider.settings.query.names
        if !names.isEmpty { provider.show("query", names.joined(separator: ","), FilePlace(path, node.mark)) }
    }

    private mutating func readNeedsKey(_ node: YAMLNode, _ key: String, _ provider: inout FileProvider) {
        guard let (text, written) = text(of: node, key, .onOrOff) else { return }
        switch text.lowercased() {
        case "true", "on", "yes": provider.settings.needsKey = true
        case "false", "off", "no": provider.settings.needsKey = false
        default: return fault(node.mark, "\(key): expected true or false, got \"\(written ?? text)\"")
        }
        let word = provider.settings.needsKey == true ? "true" : "false"
        provider.show("needs_key", word, FilePlace(path, node.mark))
    }

    private mutating func readModels(_ node: YAMLNode, _ key: String, _ provider: inout FileProvider) {
        guard case .sequence(let items) = node.content else {
            return fault(node.mark, "\(key): expected a list of texts, got \(node.kind)")
        }
        var models: [String] = []
        for item in items {
            guard let (text, _) = text(of: item, key, .text) else { continue }
            if text.isEmpty {
                fault(item.mark, "\(key): expected the name of a model")
            } else if !models.contains(text) {
                models.append(text)
            }
        }
        provider.settings.models = models
        provider.show("models", models.joined(separator: ","), FilePlace(path, node.mark))
    }
}

extension FileProvider {
    fileprivate mutating func show(_ key: String, _ value: String, _ place: FilePlace) {
        shown.append((key, value, place))
    }
}
