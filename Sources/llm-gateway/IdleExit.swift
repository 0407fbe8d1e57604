// SPDX-License-Identifier: Apache-2.0

internal import Gateway

/// The end of a process that nobody needs: on a shared host, whoever starts it on demand starts it again.
struct IdleExit {
    private let gateway: Gateway
    private let limit: Duration

    /// Watches a gateway.
    ///
    /// - Parameters:
    ///   - gateway: The gateway.
    ///   - limit: How long it may be without a request.
    init(_ gateway: Gateway, after limit: Duration) {
        self.gateway = gateway
        self.limit = limit
    }

    /// Returns when there was no request for the limit, or when the task is cancelled.
    func run() async {
        while gateway.idleTime < limit, (try? await Task.sleep(for: limit - gateway.idleTime)) != nil {}
    }
}
