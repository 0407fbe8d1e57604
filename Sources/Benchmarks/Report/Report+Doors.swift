// SPDX-License-Identifier: Apache-2.0

extension Report {
    /// What each API costs.
    var doorTable: Table {
        var table = Table(
            title: "OpenAI's door beside the native API",
            columns: [
                "", "requests/s", "gateway CPU a request", "/ native", "CPU a chunk, singly", "/ native",
                "CPU a chunk, in bulk", "/ native", "faults",
            ],
            note: "Medians of \(results.doors.count) rounds, `fastcgi_keep_conn off`, as many as there can be."
        )
        guard !results.doors.isEmpty else { return table }
        let measures: [KeyPath<DoorCost, Throughput>] = [\.plain, \.singleChunks, \.bulkChunks]
        for (position, api) in API.allCases.enumerated() {
            let costs = results.doors.map { $0[position] }
            let rate = costs.map(\.plain.perSecond).median
            var row = [api.name, Format.number(rate)]
            for measure in measures {
                let time = costs.map { $0[keyPath: measure].gatewayMicroseconds }.median
                let ratio = results.doors.map { round in
                    round[position][keyPath: measure].gatewayMicroseconds
                        / round[0][keyPath: measure].gatewayMicroseconds
                }.median
                row += [Format.number(time, decimals: 1) + " µs", Format.number(ratio, decimals: 2)]
            }
            row.append(faults(costs.flatMap { cost in measures.map { cost[keyPath: $0].faults } }))
            table.rows.append(row)
        }
        return table
    }
}
