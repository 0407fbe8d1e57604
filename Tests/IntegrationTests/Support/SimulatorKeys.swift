// SPDX-License-Identifier: Apache-2.0

import GatewayTesting

/// Writes keys of the simulator.
enum SimulatorKeys {
    /// `answer=…`: the texts of this model's answers, one for each call; the last one again and again.
    static func answer(_ texts: String...) -> String {
        "answer=" + texts.map(\.percentEncoded).joined(separator: "|")
    }
}
