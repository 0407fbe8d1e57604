// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// The repository's own text.
enum Repository {
    private static let root = #filePath.replacing("/Tests/ArchitectureTests/Repository.swift", with: "")

    static func text(of path: String) throws -> String {
        try String(contentsOfFile: "\(root)/\(path)", encoding: .utf8)
    }

    /// The names of the folders in a folder, in order.
    static func folders(_ path: String) throws -> [String] {
        let files = FileManager.default
        return try files.contentsOfDirectory(atPath: "\(root)/\(path)").sorted().filter { name in
            var isDirectory = false
            return files.fileExists(atPath: "\(root)/\(path)/\(name)", isDirectory: &isDirectory) && isDirectory
        }
    }

    /// The paths of all files below a folder whose names have an end.
    static func files(_ path: String, ending end: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: "\(root)/\(path)").filter { $0.hasSuffix(end) }
            .map { "\(path)/\($0)" }
    }

    /// The modules that a file imports.
    static func imports(of path: String) throws -> [String] {
        try text(of: path).matches(
            of: /(?m)^(?:@[a-z]+ )?(?:public |package |internal |private )?import ([A-Za-z0-9_]+)/
        )
        .map { String($0.output.1) }
    }

    /// The names in the lists of dependencies of Package.swift, by target.
    static func dependencies() throws -> [String: [String]] {
        var dependencies: [String: [String]] = [:]
        let manifest = try text(of: "Package.swift")
        for block in manifest.split(separator: /\.(?:executableTarget|target|testTarget)\(/).dropFirst() {
            guard let name = block.firstMatch(of: /name: "([^"]+)"/)?.output.1 else { continue }
            let list = block.firstMatch(of: /dependencies: \[([^\]]*)\]/)?.output.1 ?? ""
            dependencies[String(name)] = list.matches(of: /"([^"]+)"/).map { String($0.output.1) }
        }
        return dependencies
    }
}
