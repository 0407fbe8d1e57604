// SPDX-License-Identifier: Apache-2.0

extension Report {
    /// The ages of chunks.
    var ageTable: Table {
        var table = Table(
            title: "Age of chunks on arrival, in ms: ten a second on each stream",
            columns: ["", "p50", "p99", "max", "chunks", "CPU, of one core", "others", "gateway CPU a chunk", "faults"]
        )
        for (streams, round) in results.ages {
            for topology in Topology.allCases {
                let ages = round[topology.rawValue]
                let gateway = Double(ages.cpu.gateway) / 1e3 / Double(max(1, ages.tally.chunks))
                table.rows.append([
                    "\(Format.number(Double(streams))) streams: \(topology.name)",
                    Format.milliseconds(ages.tally.ages.percentile(0.5)),
                    Format.milliseconds(ages.tally.ages.percentile(0.99)),
                    Format.milliseconds(ages.tally.ages.percentile(1)),
                    Format.number(Double(ages.tally.chunks)),
                    Format.number(ages.cpu.total) + " %", Format.number(ages.cpu.others) + " %",
                    topology == .proxyPass ? "–" : Format.number(gateway, decimals: 1) + " µs",
                    faults([ages.tally.faults]),
                ])
            }
        }
        return table
    }

    /// The memory of live streams.
    var memoryTable: Table {
        var table = Table(
            title: "Memory of the gateway (RSS), \(Format.number(Double(StreamMemory.streams))) live streams",
            columns: ["idle", "all live", "a live stream", "closed", "a minute later"]
        )
        guard let memory = results.memory else { return table }
        table.rows.append([
            Format.mebibytes(memory.idle) + " MiB", Format.mebibytes(memory.live) + " MiB",
            Format.number(memory.perStream) + " bytes", Format.mebibytes(memory.closed) + " MiB",
            memory.later.map { Format.mebibytes($0) + " MiB" } ?? "–",
        ])
        return table
    }

    /// Start-up and size.
    var startTable: Table {
        var table = Table(
            title: "Start",
            columns: ["start to first answer, median", "longest", "RSS after it", "program, stripped"],
            note: "\(StartUp.starts) starts; the answer is to GET / through the unix socket."
        )
        guard let start = results.startUp else { return table }
        table.rows.append([
            Format.milliseconds(start.times.percentile(0.5), decimals: 1) + " ms",
            Format.milliseconds(start.times.percentile(1), decimals: 1) + " ms",
            Format.number(start.memory.map { Double($0) / 1_048_576 }.median, decimals: 1) + " MiB",
            Format.mebibytes(start.programSize) + " MiB",
        ])
        return table
    }

    /// Very many streams.
    var scaleTable: Table {
        var table = Table(
            title: "\(Format.number(Double(Stage.scaleStreams))) streams at once, a chunk a second on each",
            columns: [
                "", "live", "chunks", "lost", "doubled", "reordered", "other faults", "age p50, ms", "age p99, ms",
                "max, ms",
                "CPU, of one core", "others", "gateway RSS before", "live", "a stream",
            ]
        )
        for scale in results.scale {
            let isFloor = scale.entrance == .proxyPass
            let name = isFloor ? Topology.proxyPass.name : "gateway, keep_conn off"
            let perStream = Double(scale.memoryLive - scale.memoryBefore) / Double(max(1, scale.live))
            let tally = scale.tally
            table.rows.append([
                name, Format.number(Double(scale.live)), Format.number(Double(tally.chunks)), "\(tally.lost)",
                "\(tally.doubled)", "\(tally.reordered)", "\(tally.failed + tally.broken)",
                Format.milliseconds(tally.ages.percentile(0.5)), Format.milliseconds(tally.ages.percentile(0.99)),
                Format.milliseconds(tally.ages.percentile(1)),
                Format.number(scale.cpu.total) + " %", Format.number(scale.cpu.others) + " %",
                isFloor ? "–" : Format.mebibytes(scale.memoryBefore) + " MiB",
                isFloor ? "–" : Format.mebibytes(scale.memoryLive) + " MiB",
                isFloor ? "–" : Format.number(perStream) + " bytes",
            ])
        }
        table.note = results.scaleNote
        return table
    }
}
