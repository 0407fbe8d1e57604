// SPDX-License-Identifier: Apache-2.0

extension Configuration {
    /// Takes what cannot change while the gateway runs from the configuration in force.
    ///
    /// - Parameter inForce: The configuration in force.
    /// - Returns: The settings of that kind that somebody has changed, as messages call them.
    package mutating func keepFixedSettings(of inForce: Configuration) -> [String] {
        var changed: [String] = []
        for setting in Setting.all {
            guard let keep = setting.keep else { continue }
            keep(inForce, &self)
            guard sources.keep(setting.variables, of: inForce.sources) else { continue }
            let variables = setting.variables.joined(separator: ", ")
            changed.append(setting.key.map { "\($0) (\(variables))" } ?? variables)
        }
        return changed
    }
}
