// SPDX-License-Identifier: Apache-2.0

/// Gives memory back to the system when a crowd of requests, or of large bodies, has gone.
package struct MemoryRelease: Sendable {
    /// What there was at the most in some time.
    package struct Load: Sendable {
        var requests: Int
        /// The bytes of all bodies.
        var bytes: Int

        /// Makes a load.
        package init(requests: Int, bytes: Int) {
            self.requests = requests
            self.bytes = bytes
        }
    }

    /// Less leaves too little behind to be worth a look through the heap.
    private static let crowd = Load(requests: 100, bytes: 8 << 20)

    private let interval: Duration
    private let takePeak: @Sendable () -> Load
    private let giveBack: @Sendable () -> Void

    /// Watches a load.
    ///
    /// - Parameters:
    ///   - interval: How often it is looked at.
    ///   - takePeak: The most that there was since this was asked last.
    ///   - giveBack: Gives memory back.
    package init(
        every interval: Duration = .seconds(4),
        takePeak: @escaping @Sendable () -> Load,
        giveBack: @escaping @Sendable () -> Void
    ) {
        self.interval = interval
        self.takePeak = takePeak
        self.giveBack = giveBack
    }

    /// Looks again and again, until the task is cancelled.
    package func run() async {
        var peak = Load(requests: 0, bytes: 0)
        while (try? await Task.sleep(for: interval)) != nil {
            // Of the whole interval: a load that goes up and down from one moment to the next is still there.
            let recent = takePeak()
            if Self.hasPassed(peak.requests, recent.requests, Self.crowd.requests)
                || Self.hasPassed(peak.bytes, recent.bytes, Self.crowd.bytes)
            {
                giveBack()
                peak = recent
            } else {
                peak.requests = max(peak.requests, recent.requests)
                peak.bytes = max(peak.bytes, recent.bytes)
            }
        }
    }

    private static func hasPassed(_ peak: Int, _ recent: Int, _ crowd: Int) -> Bool {
        peak >= crowd && recent < peak / 2
    }
}
