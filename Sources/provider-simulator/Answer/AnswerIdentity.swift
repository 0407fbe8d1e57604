// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// What tells one answer from another: its ids and the time when it was made.
struct AnswerIdentity {
    let answerID: String
    let requestID: String

    /// Seconds since 1970.
    let created: Int

    init(number: Int) {
        answerID = "chatcmpl-\(number)"
        requestID = "req_\(number)"
        created = Int(Date().timeIntervalSince1970)
    }
}
