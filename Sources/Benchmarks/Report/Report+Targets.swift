// SPDX-License-Identifier: Apache-2.0

extension Report {
    /// The medians of the rounds, by topology.
    func median(_ rounds: [[Throughput]], _ topology: Topology, _ value: (Throughput) -> Double) -> Double? {
        rounds.map { value($0[topology.rawValue]) }.median
    }

    /// All rounds' times of a topology together.
    func samples(_ rounds: [[Tally]], _ topology: Topology, _ samples: (Tally) -> Samples) -> Samples {
        rounds.reduce(into: Samples(capacity: 0)) { $0.append(samples($1[topology.rawValue])) }
    }

    /// The median of the rounds' ratios to the floor.
    func ratio(_ rounds: [[Throughput]], _ topology: Topology) -> Double? {
        rounds.map { $0[topology.rawValue].perSecond / $0[Topology.proxyPass.rawValue].perSecond }.median
    }

    /// What a topology adds to the floor's percentile, in milliseconds.
    func added(_ topology: Topology, _ share: Double, _ samples: (Topology) -> Samples) -> Double? {
        guard let value = samples(topology).percentile(share),
            let floor = samples(.proxyPass).percentile(share)
        else { return nil }
        return Double(value - floor) / 1e6
    }

    /// The table of targets; the gateway's figures are those with keep_conn off, the default of the shipped files.
    var targets: Table {
        let off = Topology.keepConnOff
        let large = results.largePrompts.isEmpty ? [] : [results.largePrompts]
        let firstChunk = { samples(results.firstChunks, $0) { $0.firstChunks } }
        let largePrompt = { samples(large, $0) { $0.latencies } }
        // Of the phases the worst.
        let gone = results.cancellation.compactMap { $0.times.percentile(0.99) }.max()
        let start = results.startUp
        let targets = [
            target("plain requests a second / proxy_pass", [0.25], [0.35], [""], isMore: true, decimals: [2])(
                rate(results.plain),
                [ratio(results.plain, off)]
            ),
            target("gateway CPU a plain request", [120], [65], ["µs"])(
                "",
                [median(results.plain, off) { $0.gatewayMicroseconds }]
            ),
            target("max chunks a second / proxy_pass", [0.5], [0.75], [""], isMore: true, decimals: [2])(
                rate(results.singleChunks),
                [ratio(results.singleChunks, off)]
            ),
            target(
                "gateway CPU a chunk, arriving singly / in bulk",
                [30, 6],
                [15, 3],
                ["µs", "µs"],
                decimals: [1, 1]
            )(
                "",
                [
                    median(results.pacedChunks, off) { $0.gatewayMicroseconds },
                    median(results.bulkChunks, off) { $0.gatewayMicroseconds },
                ]
            ),
            target("added time to first chunk, p50", [0.5], [0.25], ["ms"], decimals: [2])(
                Format.milliseconds(firstChunk(.proxyPass).percentile(0.5)) + " ms",
                [added(off, 0.5, firstChunk)]
            ),
            target("memory a live stream (plain HTTP upstream)", [25], [10], ["KB"], decimals: [1])(
                "",
                [results.memory.map { $0.perStream / 1_000 }]
            ),
            target("idle RSS; start to first answer", [20, 100], [10, 30], ["MiB", "ms"], decimals: [1, 1])(
                "",
                [
                    results.memory.map { Double($0.idle) / 1_048_576 },
                    start?.times.percentile(0.5).map { Double($0) / 1e6 },
                ]
            ),
            target("client gone → upstream closed, p99 at 1,000 streams", [50], [10], ["ms"], decimals: [1])(
                "",
                [gone.map { Double($0) / 1e6 }]
            ),
            target("a 1 MB prompt: added time, p50", [10], [3], ["ms"], decimals: [1])(
                Format.milliseconds(largePrompt(.proxyPass).percentile(0.5)) + " ms",
                [added(off, 0.5, largePrompt)]
            ),
        ]
        let isMeasured = { (target: Target) in target.reached.contains { $0 != nil } }
        return Table(
            title: "Targets",
            columns: ["figure", "target", "stretch", "floor", "reached", "reached or missed"],
            rows: targets.filter(isMeasured).map(\.row),
            note:
                "The gateway's figures in this table are those with `fastcgi_keep_conn off`, as the shipped files have it."
        )
    }

    private func rate(_ rounds: [[Throughput]]) -> String {
        Format.number(median(rounds, .proxyPass) { $0.perSecond }) + "/s"
    }

    /// A target that waits for its floor and what was reached.
    private func target(
        _ figure: String,
        _ target: [Double],
        _ stretch: [Double],
        _ units: [String],
        isMore: Bool = false,
        decimals: [Int] = [0]
    ) -> (_ floor: String, _ reached: [Double?]) -> Target {
        { floor, reached in
            Target(
                figure: figure,
                target: target,
                stretch: stretch,
                units: units,
                isMore: isMore,
                floor: floor.isEmpty ? "–" : floor,
                reached: reached,
                decimals: decimals
            )
        }
    }
}
