// SPDX-License-Identifier: Apache-2.0

import Configuration
import FastCGI
import Logging
import NIOConcurrencyHelpers
import NIOCore
import NIOPosix
import Upstream
import UpstreamTesting

@testable import Gateway

/// The whole gateway in this process: no web server before it, a script in the place of the providers.
struct InProcessGateway {
    let gateway: Gateway
    let upstream: ScriptedUpstream
    private let lines = NIOLockedValueBox<[String]>([])

    /// Makes a gateway.
    ///
    /// - Parameters:
    ///   - environment: What is set.
    ///   - responses: What the providers answer, one after the other.
    ///   - doors: Doors beside the gateway's own.
    ///   - logger: Where events go; nowhere by default.
    /// - Throws: `ConfigurationError`.
    init(
        _ environment: [String: String] = [:],
        _ responses: [ScriptedResponse] = [],
        doors: [any Door] = [],
        logger: Logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ) throws {
        let upstream = ScriptedUpstream(responses)
        let configuration = try Configuration(environment: environment)
        self.init(configuration, upstream, doors: doors, logger: logger)
    }

    /// Makes a gateway.
    ///
    /// - Parameters:
    ///   - configuration: What is set.
    ///   - upstream: What the providers answer.
    ///   - doors: Doors beside the gateway's own.
    ///   - logger: Where events go.
    ///   - way: What stands between the gateway and the providers; nil for nothing.
    init(
        _ configuration: Configuration,
        _ upstream: ScriptedUpstream,
        doors: [any Door] = [],
        logger: Logger,
        through way: (any UpstreamCalling)? = nil
    ) {
        self.upstream = upstream
        let lines = lines
        gateway = Gateway(
            configuration,
            upstream: way ?? upstream,
            eventLoops: [MultiThreadedEventLoopGroup.singleton.next()],
            requestLog: RequestLog(format: .text) { line in
                lines.withLockedValue { $0.append(String(decoding: line, as: UTF8.self)) }
            },
            logger: logger,
            doors: doors
        )
    }

    /// The log's lines of the requests that are over.
    func log() async -> [String] {
        await gateway.waitUntilIdle()
        return lines.withLockedValue { $0 }
    }

    /// Sends a request.
    ///
    /// - Returns: What was written, write by write; the first one begins with the head.
    func send(_ request: Request) async -> [[UInt8]] {
        await withCheckedContinuation { continuation in
            gateway.handle(request, RecordingSink { continuation.resume(returning: $0) })
        }
    }
}
