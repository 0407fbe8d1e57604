// SPDX-License-Identifier: Apache-2.0

extension Report {
    /// What each API costs.
    var doorTable: Table {
        var table = Table(
            title: "OpenAI's door beside the native API",
            columns: [
                "", "requests/s", "gateway CPU a request", "/ native", "CPU a chunk, singly", "/ native",
                "CPU a chunk, in bulk", "/ native", "CPU a long conversation", "faults",
            ],
            note: """
                Medians of \(results.doors.count) rounds, `fastcgi_keep_conn off`, as many as there can be. A long \
                conversation has \(LargeConversation.tools) tools and 1 MB of messages; one is asked for after the other.
                """
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
            let large = costs.compactMap(\.largeConversations)
            row.append(large.isEmpty ? "–" : milliseconds(large.map(\.gatewayMicroseconds).median))
            let others = costs.flatMap { cost in measures.map { cost[keyPath: $0].faults } }
            row.append(faults(others + large.map(\.faults)))
            table.rows.append(row)
        }
        return table
    }

    private func milliseconds(_ microseconds: Double?) -> String {
        Format.number(microseconds.map { $0 / 1e3 }, decimals: 2) + " ms"
    }
}
