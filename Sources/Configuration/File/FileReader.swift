// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Providers
internal import YAML

/// Reads a file of settings into texts of variables, and collects what is wrong with it.
struct FileReader {
    let path: String
    /// What `${NAME}` stands for.
    let variables: [String: String]
    let layout = FileLayout.current
    /// The texts by their variables.
    var texts: [String: SettingText] = [:]
    /// The providers in their order.
    var providers: [FileProvider] = []
    private(set) var faults: [SettingFault] = []
    /// The keys whose values are secrets and stand in the file itself.
    private(set) var secretKeys: [String] = []

    init(_ path: String, _ variables: [String: String]) {
        self.path = path
        self.variables = variables
    }

    /// Reads a document.
    mutating func read(_ bytes: [UInt8]) {
        do throws(YAMLError) {
            if let root = try YAMLDocument.parse(bytes) { readSection(root, "") }
        } catch {
            fault(error.mark, error.problem)
        }
    }

    // MARK: Faults

    mutating func fault(_ mark: YAMLMark, _ words: String) {
        faults.append(SettingFault(FilePlace(path, mark), words))
    }

    /// A key that means nothing here; what is no word is not shown, since it may be a key in the other sense.
    mutating func faultOfUnknownKey(_ entry: YAMLEntry, _ key: String, near: String?) {
        let isWord =
            entry.key.count <= 40
            && entry.key.bytes.allSatisfy {
                $0.isASCIILetter || $0.isASCIIDigit || $0 == 0x5F || $0 == 0x2D || $0 == 0x2E
            }
        let shown = isWord ? key : "a key"
        fault(entry.mark, "\(shown): not known to this version" + (near.map { "; did you mean \($0)?" } ?? ""))
    }

    // MARK: Sections

    /// Reads what stands below a key, or in the whole file.
    ///
    /// What has a form of its own, as the providers have, is a case here, a name in ``FileLayout/names(in:)``, and a part of the
    /// schema; all else comes from the table of settings.
    private mutating func readSection(_ node: YAMLNode, _ section: String) {
        for entry in entries(of: node, section) {
            let name = entry.key.string
            let key = section.isEmpty ? name : "\(section).\(name)"
            // A key with dots in it is one name, and none is known.
            if name.contains(".") {
                let near = layout.values[key].map { "\($0.key), each word below the other" }
                faultOfUnknownKey(entry, key, near: near)
            } else if key == FileLayout.providers {
                readProviders(entry.value)
            } else if let value = layout.values[key] {
                read(entry.value, value)
            } else if layout.sections.contains(key) {
                readSection(entry.value, key)
            } else {
                faultOfUnknownKey(entry, key, near: layout.guess(name, in: section))
            }
        }
    }

    /// The pairs of what must be a mapping; nothing at all is an empty one.
    mutating func entries(of node: YAMLNode, _ key: String) -> [YAMLEntry] {
        if node.isNull { return [] }
        if case .mapping(let entries) = node.content { return entries }
        fault(node.mark, "\(key.isEmpty ? "the file" : key): expected keys with values, got \(node.kind)")
        return []
    }

    // MARK: Values

    /// Reads the value of a setting; one that says nothing counts as not set.
    mutating func read(_ node: YAMLNode, _ value: SettingValue) {
        if node.isNull { return }
        if case .sequence(let items) = node.content, case .list(let separator) = value.form {
            return readList(items, node.mark, value, separator)
        }
        guard let (text, written) = text(of: node, value.key, value.form) else { return }
        set(value, text, at: node.mark, written: written)
    }

    private mutating func readList(
        _ items: [YAMLNode],
        _ mark: YAMLMark,
        _ value: SettingValue,
        _ separator: String
    ) {
        var texts: [String] = []
        var written: [String] = []
        for item in items {
            guard let (text, shown) = text(of: item, value.key, .text) else { continue }
            // It would be two in a variable, and so it would be here.
            if text.isEmpty || text.contains(separator) || (separator == "," && text.contains(" ")) {
                fault(item.mark, "\(value.key): expected a list with one value at each of its places")
                continue
            }
            texts.append(text)
            written.append(shown ?? text)
        }
        let isLiteral = texts == written
        set(
            value,
            texts.joined(separator: separator),
            at: mark,
            written: isLiteral ? nil : written.joined(separator: separator)
        )
    }

    private mutating func set(_ value: SettingValue, _ text: String, at mark: YAMLMark, written: String?) {
        if text.isEmpty { return }
        var text = text
        if case .onOrOff = value.form { text = Self.switches[text.lowercased()] ?? text }
        if case .seconds(canBeOff: true) = value.form, text.lowercased() == "false" { text = "off" }
        texts[value.variable] = SettingText(
            text: text,
            source: .file(FilePlace(path, mark)),
            key: value.key,
            written: written
        )
    }

    /// What YAML 1.1 holds for the same.
    private static let switches = ["true": "on", "yes": "on", "false": "off", "no": "off"]

    /// The text of a scalar, and how it is written where something was put into it; nil after a fault.
    mutating func text(of node: YAMLNode, _ key: String, _ form: SettingForm) -> (text: String, written: String?)? {
        if node.isNull { return ("", nil) }
        guard case .scalar(let bytes, _) = node.content else {
            fault(node.mark, "\(key): expected \(form.expectation), got \(node.kind)")
            return nil
        }
        guard bytes.bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            fault(node.mark, "\(key): expected one line of text, got line ends or other control characters")
            return nil
        }
        let written = bytes.string
        do throws(FileText.Fault) {
            let text = try FileText(written, variables, isSecret: form == .secret)
            if form == .secret, text.isLiteral, !written.isEmpty { noteSecret(written, key) }
            return (text.text, text.isLiteral ? nil : written)
        } catch {
            fault(node.mark, "\(key): \(error.problem)")
            return nil
        }
    }

    /// Notes what should not stand in a file that everybody can read: keys, and proxies with a password.
    private mutating func noteSecret(_ text: String, _ key: String) {
        let isSecret =
            if key.hasPrefix("proxies.") {
                text.contains("@")
            } else if key.contains(".headers.") || key.contains(".query.") {
                ProviderSettings.isSecret(key.split(separator: ".").last.map(String.init) ?? "")
            } else {
                true
            }
        if isSecret { secretKeys.append(key) }
    }
}

extension YAMLNode {
    /// What it is, in a word that shows nothing of it.
    var kind: String {
        switch content {
        case .scalar: "a text"
        case .sequence: "a list"
        case .mapping: "keys with values"
        }
    }
}

extension SettingForm {
    /// What a value must be, the rest of a sentence that begins with "expected".
    var expectation: String {
        switch self {
        case .text, .secret: "a text"
        case .number: "a number"
        case .seconds: "a number of seconds"
        case .onOrOff: "on or off"
        case .word(let words): "one of \(words.joined(separator: ", "))"
        case .list: "a list of texts"
        }
    }
}
