// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JSONCoding

/// The files that these tests read.
enum TestFiles {
    /// The expected requests beside these sources.
    static let golden = folder(upwards: 2) + "/Golden"

    /// The recorded requests and answers of real providers, which are not part of the repository; nil when they are not there.
    static let recordedDoors: String? = {
        let path = folder(upwards: 5) + "/shared/recorded-doors"
        return FileManager.default.fileExists(atPath: path + "/INDEX.json") ? path : nil
    }()

    static func bytes(_ path: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: path)))
    }

    static func json(_ path: String) throws -> JSONValue {
        try JSONValue(parsing: try bytes(path)[...])
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    private static func folder(upwards count: Int) -> String {
        #filePath.split(separator: "/").dropLast(count).map { "/" + $0 }.joined()
    }
}
