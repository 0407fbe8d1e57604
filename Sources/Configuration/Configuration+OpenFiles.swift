// SPDX-License-Identifier: Apache-2.0

internal import FastCGI

extension Configuration {
    /// Lowers what is taken at once to what the limit of open files carries: what the gateway refuses by itself is told
    /// properly, what the system refuses is not.
    ///
    /// A request has two files: one to the web server, one to the provider. A body that arrives has one. Some are spare:
    /// for connections that come and go, name look-ups, certificates.
    ///
    /// - Parameters:
    ///   - limit: The most files that may be open.
    ///   - used: Those that are open without any request.
    package mutating func fit(openFiles limit: Int, used: Int) {
        let spare = min(max(limit / 8, 8), 256)
        let free = max(limit - used - spare, 10)
        serverLimits.arrivingBodies = min(serverLimits.arrivingBodies, free / 5)
        maximumRequests = min(maximumRequests, (free - serverLimits.arrivingBodies - serverLimits.rests) / 2)
    }
}
