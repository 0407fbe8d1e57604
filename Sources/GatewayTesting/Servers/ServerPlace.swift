// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Glibc

/// Where a web server of a test lives.
struct ServerPlace {
    /// Its own directory.
    let directory: String
    /// The port of the loopback interface.
    let port: Int

    /// The user whom a server that root has started becomes, where it insists on that.
    static let serviceUser = "www-data"

    /// Whether the tests run as root.
    static var isRoot: Bool { geteuid() == 0 }

    /// Writes a file into the directory.
    ///
    /// - Returns: Its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let path = "\(directory)/\(name)"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    /// Makes a directory in the directory, unless it is there.
    @discardableResult
    func makeDirectory(_ name: String) throws -> String {
        let path = "\(directory)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    /// Makes a file a program.
    static func makeExecutable(_ path: String) throws {
        guard unsafe chmod(path, 0o755) == 0 else { throw TestFailure("\(path) cannot be made a program") }
    }

    /// Keeps a file for the user alone whom the server becomes.
    static func keepForServer(_ path: String) throws {
        guard unsafe chmod(path, 0o400) == 0 else { throw TestFailure("\(path) cannot be kept from others") }
        guard isRoot else { return }
        guard let user = unsafe getpwnam(serviceUser) else { throw TestFailure("there is no user \(serviceUser)") }
        guard unsafe chown(path, user.pointee.pw_uid, user.pointee.pw_gid) == 0 else {
            throw TestFailure("\(path) cannot be given to \(serviceUser)")
        }
    }
}
