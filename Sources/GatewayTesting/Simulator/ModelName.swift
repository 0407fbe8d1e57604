// SPDX-License-Identifier: Apache-2.0

/// Names of models that no other test uses, so that its requests can be told from others' at the simulator.
package enum ModelName {
    /// A word, and the simulator's keys: `m1x2y3,chunks=4`.
    package static func unique(_ keys: String = "") -> String {
        let word = "m" + String(UInt64.random(in: 0 ... .max), radix: 36)
        return keys.isEmpty ? word : "\(word),\(keys)"
    }
}
