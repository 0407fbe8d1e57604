// SPDX-License-Identifier: Apache-2.0

extension Report {
    /// Clients that leave.
    var cancellationTable: Table {
        var table = Table(
            title: "Client gone → provider's connection closed, in ms",
            columns: ["the call is in", "p50", "p99", "max", "samples", "never closed"]
        )
        table.rows = results.cancellation.map { phase in
            [
                phase.phase.name, Format.milliseconds(phase.times.percentile(0.5)),
                Format.milliseconds(phase.times.percentile(0.99)), Format.milliseconds(phase.times.percentile(1)),
                "\(phase.times.count)", "\(phase.missing)",
            ]
        }
        if let others = results.cancellationOthers {
            let count = Format.number(Double(Cancellation.otherStreams))
            table.note = """
                Meanwhile \(count) streams of others were live, two chunks a second on each: age of their chunks p99 \
                \(Format.milliseconds(others.ages.percentile(0.99))) ms, faults: \(faults([others.faults])).
                """
        }
        return table
    }

    /// Slow readers.
    var slowReaderTable: Table {
        var table = Table(
            title: "\(SlowReaders.readers) clients that read 1 KB a second of answers of 10 MB",
            columns: [
                "gateway RSS before", "after 2 s", "after 15 s", "bytes of the provider a reader, after 2 s",
                "after 15 s",
                "age of another's chunks p50, ms", "p99, ms", "its faults", "the readers' faults",
            ]
        )
        guard let slow = results.slowReaders else { return table }
        table.rows.append(
            slow.memory.map { Format.mebibytes($0) + " MiB" }
                + slow.sent.map { Format.number(Double($0) / Double(SlowReaders.readers)) }
                + [
                    Format.milliseconds(slow.other.ages.percentile(0.5)),
                    Format.milliseconds(slow.other.ages.percentile(0.99)),
                    faults([slow.other.faults]), faults([slow.faults]),
                ]
        )
        return table
    }

    /// Too many requests.
    var overloadTable: Table {
        var table = Table(
            title: "More requests than are taken: GATEWAY_MAX_REQUESTS=\(GatewayRole.limit)",
            columns: [
                "offered", "a second", "answered/s", "p50, ms", "p99, ms", "refused (503)/s", "p50, ms", "p99, ms",
                "not sent",
                "CPU: load generator", "nginx", "gateway", "others", "other faults",
            ]
        )
        table.rows = results.overload.map { overload in
            let tally = overload.tally
            return [
                overload.name, Format.number(overload.rate), Format.number(Double(tally.answered) / overload.seconds),
                Format.milliseconds(tally.latencies.percentile(0.5)),
                Format.milliseconds(tally.latencies.percentile(0.99)),
                Format.number(Double(tally.refused) / overload.seconds),
                Format.milliseconds(tally.refusals.percentile(0.5)),
                Format.milliseconds(tally.refusals.percentile(0.99)),
                "\(tally.unsent)", Format.number(overload.cpu.shares[0]) + " %",
                Format.number(overload.cpu.shares[2]) + " %", Format.number(overload.cpu.shares[3]) + " %",
                Format.number(overload.cpu.others) + " %",
                faults([tally.faults]),
            ]
        }
        if results.overload.count == 4 {
            let factors = [(0, 1), (2, 3)].map { low, high in
                let values = [low, high].map { results.overload[$0].tally.latencies.percentile(0.99) }
                guard let before = values[0], let after = values[1] else { return "–" }
                return Format.number(Double(after) / Double(before), decimals: 1)
            }
            table.note = """
                p99 of the answered ones, twice against half: \(factors[0]) times with a delay of \(Overload.delay) ms, \
                \(factors[1]) times without (to be kept within 3).
                """
        }
        return table
    }
}
