// SPDX-License-Identifier: Apache-2.0

extension Report {
    /// User instructions.
    var instructionTable: Table {
        results.instructions?.table ?? Table(title: "", columns: [])
    }
}
