// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// What tells one answer from another: its ids and the time when it was made.
struct AnswerIdentity {
    let number: Int

    /// Seconds since 1970.
    let created: Int

    init(number: Int) {
        self.number = number
        created = Int(Date().timeIntervalSince1970)
    }

    var requestID: String {
        "req_\(number)"
    }
}
