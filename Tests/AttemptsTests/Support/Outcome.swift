// SPDX-License-Identifier: Apache-2.0

import Chat
import Attempts
import Dialects

/// How a call ended, for comparing.
struct Outcome: Equatable {
    var text = ""
    var completion: ChatCompletion?
    var error: ProviderError?

    static func == (left: Outcome, right: Outcome) -> Bool {
        left.text == right.text && left.completion == right.completion && left.error?.kind == right.error?.kind
            && left.error?.message == right.error?.message
    }
}
