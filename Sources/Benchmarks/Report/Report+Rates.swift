// SPDX-License-Identifier: Apache-2.0

extension Report {
    private static let shareColumns = ["load generator", "provider", "nginx", "gateway", "others"]

    /// Plain requests.
    var plainTable: Table {
        throughputTable(
            "Plain requests: as many as there can be on \(Throughput.plainConnections) connections",
            "requests/s",
            "a request",
            [("", results.plain)]
        )
    }

    /// Chunks.
    var chunkTable: Table {
        throughputTable(
            "Chunks a second",
            "chunks/s",
            "a chunk",
            [
                ("singly, \(Throughput.singleStreams) streams: ", results.singleChunks),
                ("in bulk, \(Throughput.bulkStreams) streams: ", results.bulkChunks),
                ("one each 20 ms, \(Throughput.pacedStreams) streams: ", results.pacedChunks),
            ]
        )
    }

    private func throughputTable(
        _ title: String,
        _ unit: String,
        _ each: String,
        _ kinds: [(name: String, rounds: [[Throughput]])]
    ) -> Table {
        var table = Table(
            title: title,
            columns: ["", unit, "/ proxy_pass", "gateway CPU \(each)"] + Self.shareColumns + ["faults"],
            note: """
                Medians of \(kinds.map(\.rounds.count).max() ?? 0) rounds. The last columns before the faults: CPU, user \
                and system, in percent of one core; others are what is no part of the run.
                """
        )
        for (name, rounds) in kinds where !rounds.isEmpty {
            for topology in Topology.allCases {
                let isFloor = topology == .proxyPass
                let microseconds = median(rounds, topology) { $0.gatewayMicroseconds }
                let shares = (0..<4).map { part in
                    Format.number(median(rounds, topology) { $0.cpu.shares[part] }) + " %"
                }
                let others = Format.number(median(rounds, topology) { $0.cpu.others }) + " %"
                table.rows.append(
                    [
                        name + topology.name,
                        Format.number(median(rounds, topology) { $0.perSecond }),
                        isFloor ? "1" : Format.number(ratio(rounds, topology), decimals: 2),
                        isFloor ? "–" : Format.number(microseconds, decimals: 1) + " µs",
                    ] + shares + [others, faults(rounds.map { $0[topology.rawValue].faults })]
                )
            }
        }
        return table
    }

    /// Latencies and times to the first chunk.
    var latencyTable: Table {
        var table = Table(
            title: "Times at a low rate, in ms",
            columns: ["", "p50", "p99", "added p50", "added p99", "requests", "faults"]
        )
        let kinds: [(String, [[Tally]], (Tally) -> Samples)] = [
            ("plain answer, \(Int(Latencies.rate))/s: ", results.latencies, { $0.latencies }),
            ("first chunk, \(Int(Latencies.streamRate))/s: ", results.firstChunks, { $0.firstChunks }),
        ]
        for (name, rounds, value) in kinds where !rounds.isEmpty {
            for topology in Topology.allCases { table.rows.append(timeRow(name, topology, rounds, value)) }
        }
        return table
    }

    /// Large prompts.
    var largePromptTable: Table {
        var table = Table(
            title: "A prompt of 1 MB, in ms",
            columns: ["", "p50", "p99", "added p50", "added p99", "requests", "faults"]
        )
        guard !results.largePrompts.isEmpty else { return table }
        table.rows = Topology.allCases.map { timeRow("", $0, [results.largePrompts]) { $0.latencies } }
        return table
    }

    private func timeRow(
        _ name: String,
        _ topology: Topology,
        _ rounds: [[Tally]],
        _ value: @escaping (Tally) -> Samples
    ) -> [String] {
        let all = { samples(rounds, $0, value) }
        let added = { (share: Double) in
            topology == .proxyPass ? "–" : Format.number(self.added(topology, share, all), decimals: 2)
        }
        let times = all(topology)
        return [
            name + topology.name, Format.milliseconds(times.percentile(0.5)),
            Format.milliseconds(times.percentile(0.99)),
            added(0.5), added(0.99), Format.number(Double(times.count)),
            faults(rounds.map { $0[topology.rawValue].faults }),
        ]
    }

    /// The faults of several measurements in one cell.
    func faults(_ faults: [String]) -> String {
        let all = faults.filter { !$0.isEmpty }
        return all.isEmpty ? "none" : all.joined(separator: "; ")
    }
}
