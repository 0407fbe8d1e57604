// SPDX-License-Identifier: Apache-2.0

extension Configuration {
    /// What is in force, a `NAME=value` line each, with secrets hidden: what `llm-gateway check` prints.
    package var summary: [String] {
        settings.flatMap { $0.lines(self) }
    }
}
