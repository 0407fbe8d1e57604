// SPDX-License-Identifier: Apache-2.0

/// Where a value that is in force comes from.
package enum SettingSource: Sendable, Equatable {
    /// Nobody has set it.
    case standard
    /// `--listen`.
    case commandLine
    /// The environment of the process.
    case environment
    /// The file of variables with this path.
    case environmentFile(String)
    /// The file of settings.
    case file(FilePlace)
}

extension SettingSource: CustomStringConvertible {
    /// The source in words, such as `llm-gateway.yaml:12`.
    package var description: String {
        switch self {
        case .standard: "default"
        case .commandLine: "--listen"
        case .environment: "environment"
        case .environmentFile(let path): Self.name(of: path)
        case .file(let place): "\(Self.name(of: place.path)):\(place.line)"
        }
    }

    private static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
