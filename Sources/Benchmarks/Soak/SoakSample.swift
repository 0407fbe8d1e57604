// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// What the gateway holds when all load has stopped.
struct SoakSample: Sendable {
    /// How much memory there may be after so much at the first look.
    ///
    /// A tenth more is for the heap's holes, which depend on what happened to be live together, and two megabytes are
    /// for pages that the few largest requests have touched. What each request leaves behind for ever adds up to more
    /// within the 150,000 requests or so of ten minutes, if it is fifty bytes.
    static func memoryBound(_ bytes: Int) -> Int { bytes + bytes / 10 + (2 << 20) }

    /// Open descriptors but for connections to the provider, which are kept for the next request.
    let descriptors: Int
    /// Connections to the provider.
    let providerConnections: Int
    /// Threads.
    let threads: Int
    /// Memory (RSS), in bytes.
    let memory: Int

    /// Waits until no request is on its way, and looks.
    static func take(_ deployment: Deployment) async throws -> SoakSample {
        try await deployment.simulator.waitUntilIdle()
        // Threads for bodies, and connections that nginx closes, end a moment after their requests.
        _ = try await Waiting.value("the gateway is idle") {
            let steady = try await Waiting.isSteady(for: .seconds(2)) {
                [try deployment.descriptors, try deployment.gateway.figures.threads]
            }
            return steady ? true : nil
        }
        // The connection that asks is one of the simulator's.
        let connections = try await deployment.simulator.statistics().openConnections - 1
        return SoakSample(
            descriptors: try deployment.descriptors - connections,
            providerConnections: connections,
            threads: try deployment.gateway.figures.threads,
            memory: try deployment.gateway.figures.residentBytes
        )
    }

    /// What has grown since an earlier look and should not have; empty when nothing has.
    func growth(since earlier: SoakSample) -> [String] {
        var growth: [String] = []
        // With keep_conn on, nginx keeps as many connections as there were requests at once.
        if descriptors > earlier.descriptors + SoakLoad.clients {
            growth.append("descriptors: \(earlier.descriptors), then \(descriptors)")
        }
        if threads > earlier.threads { growth.append("threads: \(earlier.threads), then \(threads)") }
        if memory > Self.memoryBound(earlier.memory) {
            growth.append("memory: \(earlier.memory) bytes, then \(memory)")
        }
        return growth
    }
}
