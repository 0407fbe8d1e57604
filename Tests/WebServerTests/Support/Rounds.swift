// SPDX-License-Identifier: Apache-2.0

import GatewayTesting

/// Prints what was seen of a server, so that a run leaves the figures of docs/other-servers.md.
func printSeen(_ server: PrintedServer, _ what: String) {
    print("seen, \(server): \(what)")
}

/// Tries again what something else on the machine may have disturbed: three times at the most.
func inThreeTries(_ body: (_ isLast: Bool) async throws -> Bool) async throws {
    for round in 1...3 where try await body(round == 3) { return }
}
