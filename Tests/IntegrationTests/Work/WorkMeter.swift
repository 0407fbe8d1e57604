// SPDX-License-Identifier: Apache-2.0

import GatewayTesting

/// Measures what the gateway's process does for a text, at four sizes.
///
/// The measure is the processor's time that the kernel counts for the process, and no clock on the wall: a loaded machine
/// does not change it much, and the least of some tries hardly at all. Instructions would be exact; but few virtual
/// machines count them, and valgrind (3.19, of Debian 12) ends when Swift's main thread gives way to its dispatcher.
struct WorkMeter {
    /// What four sizes took, in nanoseconds, after the same exchange with no text.
    struct Growth: CustomStringConvertible {
        let base: Double
        let work: [Double]

        /// Whether eight times the text is at the most twenty times the work, which stands for an exponent of 1.44.
        ///
        /// Linear work would be eight times as much, quadratic work 64 times. What is no more than the exchange itself
        /// takes, or a millisecond, is no growth.
        var isLinear: Bool {
            let (first, last) = (max(0, (work.first ?? 0) - base), (work.last ?? 0) - base)
            return last <= 20 * first + max(base, 1_000_000)
        }

        var description: String {
            let figures = ([base] + work).map { String(Int($0 / 1_000)) }
            return "microseconds for none and four sizes, each twice the one before: " + figures.joined(separator: " ")
        }
    }

    let deployment: Deployment
    let provider: ScriptedProvider

    /// Runs a case; again, at all sizes, when it looks bad, so that only what is bad each time counts.
    func growth(of place: WorkCase) async throws -> Growth {
        var growth = try await measure(place, steps: [0, 3], tries: 1)
        for _ in 0..<2 where !growth.isLinear { growth = try await measure(place, steps: [0, 1, 2, 3], tries: 4) }
        return growth
    }

    private func measure(_ place: WorkCase, steps: [Int], tries: Int) async throws -> Growth {
        // Noise only adds. At the largest size, which takes the longest, it can but raise an alarm that is looked into; at
        // the others it could hide growth, so these are tried once more.
        let base = try await work(place.exchange(0), tries: tries + 1)
        var work: [Double] = []
        for step in steps {
            let tries = step == 3 ? tries : tries + 1
            work.append(try await self.work(place.exchange(place.smallest << step), tries: tries))
        }
        return Growth(base: base, work: work)
    }

    /// The least that an exchange took.
    private func work(_ exchange: WorkCase.Exchange, tries: Int) async throws -> Double {
        var least = UInt64.max
        for _ in 0..<tries {
            provider.answer(status: exchange.status, fields: exchange.answerFields, body: exchange.answer)
            let before = try deployment.gateway.figures.processorNanoseconds
            var fields = exchange.fields
            if exchange.hasKey { fields.append(("HTTP_X_API_KEY", Array(CallerKey.value.utf8))) }
            fields.append(("REQUEST_METHOD", Array(exchange.method.utf8)))
            fields.append(("REQUEST_URI", exchange.target))
            _ = try await FastCGIClient.send(fields, body: exchange.body, to: deployment.socketPath)
            least = min(least, try await settled() - before)
            // What takes a second is what it is; the next size would take minutes.
            if least > 1_000_000_000 { break }
        }
        return Double(least)
    }

    /// The process' time once it has nothing to do any more: the log line comes after the response.
    private func settled() async throws -> UInt64 {
        var last = try deployment.gateway.figures.processorNanoseconds
        for _ in 0..<1_000 {
            try await Task.sleep(for: .milliseconds(1))
            let now = try deployment.gateway.figures.processorNanoseconds
            if now - last < 20_000 { return now }
            last = now
        }
        return last
    }
}
