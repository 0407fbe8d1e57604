// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

@testable import Configuration

/// A file of settings that a test has written.
enum SettingsFile {
    /// What a text says, together with an environment.
    static func load(
        _ text: String,
        _ environment: [String: String] = [:],
        listen: String? = nil
    ) throws(ConfigurationError) -> Configuration {
        try load(Array(text.utf8), environment, listen: listen)
    }

    /// What bytes say, together with an environment.
    static func load(
        _ bytes: [UInt8],
        _ environment: [String: String] = [:],
        listen: String? = nil
    ) throws(ConfigurationError) -> Configuration {
        var texts = SettingTexts(environment)
        var reader = FileReader("llm-gateway.yaml", texts.variables)
        reader.read(bytes)
        texts.add(reader, nil)
        return try Configuration(texts, listen: listen)
    }

    /// The faults of a text.
    static func faults(_ text: String, _ environment: [String: String] = [:]) -> [String] {
        do throws(ConfigurationError) {
            _ = try load(text, environment)
            return []
        } catch {
            return error.faults
        }
    }

    /// Gives a body a directory of its own.
    static func withDirectory(_ body: (String) throws -> Void) throws {
        let files = FileManager.default
        let path = "\(files.temporaryDirectory.path)/settings-\(UInt64.random(in: 0 ... .max))"
        try files.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: path) }
        try body(path)
    }

    /// Writes a file that only its user can read, or with other permissions.
    static func write(_ text: String, to path: String, mode: Int = 0o600) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }
}
