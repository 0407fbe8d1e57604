// SPDX-License-Identifier: Apache-2.0

import Configuration
import FastCGI
import FoundationEssentials
import Logging
import NIOConcurrencyHelpers
import Upstream
import UpstreamTesting

@testable import Gateway

/// A gateway in this process whose settings are in a file of its own.
final class ReloadFixture: Sendable {
    let path: String
    let gateway: InProcessGateway
    let reload: ConfigurationReload
    let threshold = LogThreshold(.info)
    private let directory: String
    private let events = NIOLockedValueBox<[String]>([])

    init(
        _ text: String,
        _ environment: [String: String] = [:],
        _ responses: [ScriptedResponse] = [],
        through way: (@Sendable (ScriptedUpstream) -> any UpstreamCalling)? = nil
    ) throws {
        directory = "\(FileManager.default.temporaryDirectory.path)/reload-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        path = "\(directory)/llm-gateway.yaml"
        try Self.write(text, to: path)
        var loader = ConfigurationLoader(
            environment: environment.merging(["GATEWAY_CONFIG": path]) { $1 },
            directories: []
        )
        let logger = Logger(label: "test") { [events, threshold] _ in
            StandardErrorLogHandler(threshold: threshold, format: .text) { line in
                events.withLockedValue { $0.append(String(decoding: line.dropFirst(25), as: UTF8.self)) }
            }
        }
        let upstream = ScriptedUpstream(responses)
        gateway = InProcessGateway(try loader.load(), upstream, logger: logger, through: way?(upstream))
        reload = ConfigurationReload(of: gateway.gateway, with: loader, logger: logger) { [threshold] in
            threshold.level = $0.logLevel
        }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: directory)
    }

    /// The events of the log so far, without their times.
    var log: [String] { events.withLockedValue { $0 } }

    /// Writes the file, as an editor does that puts another one in its place.
    func write(_ text: String) throws {
        try Self.write(text, to: "\(path).new")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: "\(path).new", toPath: path)
    }

    private static func write(_ text: String, to path: String) throws {
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }

    /// Sends a request, and gives its status and its body.
    func send(_ method: String, _ path: String, _ body: String = "", key: String? = nil) async -> (
        status: Int, body: String
    ) {
        var params = Params(["REQUEST_METHOD": method, "REQUEST_URI": path])
        if let key { params.append(name: "HTTP_X_API_KEY".utf8, value: key.utf8) }
        let writes = await gateway.send(Request(params: params, body: Array(body.utf8)))
        let text = String(decoding: writes.joined(), as: UTF8.self)
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        return (
            text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0,
            parts.count > 1 ? String(parts[1]) : ""
        )
    }
}
