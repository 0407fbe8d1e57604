// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import Gateway

/// Gives memory back to the system when a crowd of requests has gone.
struct MemoryRelease {
    private static let interval = Duration.seconds(10)
    /// Fewer requests leave too little behind to be worth a look through the heap.
    private static let crowd = 100

    private let gateway: Gateway

    init(_ gateway: Gateway) {
        self.gateway = gateway
    }

    /// Looks every ten seconds, until the task is cancelled.
    func run() async {
        var peak = 0
        while (try? await Task.sleep(for: Self.interval)) != nil {
            let count = gateway.takeCount()
            peak = max(peak, count.peak)
            guard peak >= Self.crowd, count.current < peak / 2 else { continue }
            ProcessMemory.giveBack()
            peak = count.current
        }
    }
}
