// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JSONCoding

/// The files that tests read.
enum TestFiles {
    /// The fixtures beside these sources, a folder for each dialect.
    static let fixtures = folder(upwards: 2) + "/Fixtures"

    /// The recorded answers of real providers, which are not part of the repository; nil when they are not there.
    static let recorded: String? = {
        let paths = [
            ProcessInfo.processInfo.environment["RECORDED_ANSWERS"],
            folder(upwards: 5) + "/shared/recorded",
        ]
        return paths.compactMap(\.self).first { FileManager.default.fileExists(atPath: $0 + "/INDEX.json") }
    }()

    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    static func json(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: try bytes(path)[...])
    }

    private static func folder(upwards count: Int) -> String {
        #filePath.split(separator: "/").dropLast(count).map { "/" + $0 }.joined()
    }
}
