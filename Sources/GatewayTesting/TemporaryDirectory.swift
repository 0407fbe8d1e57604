// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// A directory that is gone when the test is over.
package enum TemporaryDirectory {
    /// Makes a directory, and removes it with all that is in it in the end.
    ///
    /// Its path is short, because that of a unix socket may have no more than 107 bytes.
    package static func with<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let name = String(UInt64.random(in: 0 ... .max), radix: 36)
        let path = "/tmp/gateway-\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }
}
