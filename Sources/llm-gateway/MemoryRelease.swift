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
            // Of the whole interval: a load that goes up and down from one moment to the next is still there.
            let recent = gateway.takePeak()
            if peak >= Self.crowd, recent < peak / 2 {
                ProcessMemory.giveBack()
                peak = recent
            } else {
                peak = max(peak, recent)
            }
        }
    }
}
