// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import OperatingSystem

/// Reads the configuration from all places where it may stand: the environment, a file of variables, a file of settings.
///
/// The environment wins over the file of variables, and both over the file of settings.
package struct ConfigurationLoader: Sendable {
    /// The variable that says where the file of settings is.
    package static let variable = "GATEWAY_CONFIG"
    /// The name of the file where it is looked for.
    package static let defaultName = "llm-gateway.yaml"
    /// The most bytes of the file.
    private static let largestFile = 1 << 20

    private let environment: [String: String]
    private let environmentFile: String?
    private let listen: String?
    private let allowsWorldReadable: Bool
    private let directories: [String]
    /// What a file of variables has said that can be read only once.
    private var onceRead: SettingTexts?

    /// Makes a loader.
    ///
    /// - Parameters:
    ///   - environment: The variables of the process.
    ///   - environmentFile: The path of a file of variables; nil for none.
    ///   - listen: The value of `--listen`.
    ///   - allowsWorldReadable: Whether files with keys that every user can read are taken, with a warning.
    ///   - directories: Where the file of settings is looked for; nil for next to the binary, then `/etc/llm-gateway`.
    package init(
        environment: [String: String],
        environmentFile: String? = nil,
        listen: String? = nil,
        allowsWorldReadable: Bool = false,
        directories: [String]? = nil
    ) {
        self.environment = environment
        self.environmentFile = environmentFile
        self.listen = listen
        self.allowsWorldReadable = allowsWorldReadable
        self.directories = directories ?? Self.standardDirectories
    }

    private static var standardDirectories: [String] {
        let binary = EnvironmentFile.binaryPath.flatMap { path in path.lastIndex(of: "/").map { String(path[..<$0]) } }
        return (binary.map { [$0] } ?? []) + ["/etc/llm-gateway"]
    }

    /// Reads everything.
    ///
    /// - Parameter path: The file of settings, where it is known from an earlier reading; nil to look for it.
    /// - Returns: What is set.
    /// - Throws: ``ConfigurationError`` with all faults.
    package mutating func load(_ path: String? = nil) throws(ConfigurationError) -> Configuration {
        var warnings: [String] = []
        var texts = SettingTexts(environment)
        texts.add(try environmentTexts(&warnings))
        if let path = path ?? self.path(texts) { readFile(path, into: &texts, &warnings) }
        var configuration = try Configuration(texts, listen: listen)
        configuration.warnings = warnings + configuration.warnings
        return configuration
    }

    /// Where the file of settings is; nil when there is none.
    private func path(_ texts: SettingTexts) -> String? {
        if let path = texts.texts[Self.variable]?.text { return path }
        return directories.map { "\($0)/\(Self.defaultName)" }.first { FileVersion($0) != nil }
    }

    // MARK: The file of variables

    private mutating func environmentTexts(_ warnings: inout [String]) throws(ConfigurationError) -> SettingTexts {
        if let onceRead { return onceRead }
        guard let path = environmentFile else { return SettingTexts() }
        let file = try EnvironmentFile(path)
        let texts = SettingTexts(file.values, from: .environmentFile(path))
        // A descriptor that a shell has passed is closed by the next time.
        if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { onceRead = texts }
        if file.isReadableByOthers, !file.secretNames.isEmpty {
            let sentence = Self.exposure(of: path, file.secretNames)
            guard allowsWorldReadable else { throw ConfigurationError([sentence + Self.remedy]) }
            warnings.append(sentence)
        }
        return texts
    }

    private static func exposure(of path: String, _ names: [String]) -> String {
        "\(path) holds \(names.joined(separator: ", ")) and every user of this machine can read it"
    }

    private static let remedy = ": chmod 600 it, or pass --allow-world-readable"

    // MARK: The file of settings

    private func readFile(_ path: String, into texts: inout SettingTexts, _ warnings: inout [String]) {
        let file: RegularFile
        do throws(RegularFileError) {
            file = try RegularFile(path, limit: Self.largestFile)
        } catch {
            let name = texts.texts[Self.variable] == nil ? "" : "\(Self.variable): "
            return texts.add(SettingFault("\(name)\(path) \(error.problem)"))
        }
        var reader = FileReader(path, texts.variables)
        reader.read(file.bytes)
        texts.add(reader, FileInForce(path: path, version: file.version))
        guard file.isReadableByOthers, !reader.secretKeys.isEmpty else { return }
        let sentence = Self.exposure(of: path, reader.secretKeys)
        if allowsWorldReadable {
            warnings.append(sentence)
        } else {
            texts.add(SettingFault(sentence + Self.remedy + ", or name variables and files in it"))
        }
    }
}
