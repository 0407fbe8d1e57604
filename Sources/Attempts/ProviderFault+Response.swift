// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects
internal import Upstream

extension UpstreamResponseHead {
    /// Whether the status is one of success; redirects are not followed and count as errors.
    var isSuccess: Bool {
        (200...299).contains(status)
    }
}

extension ProviderFault {
    /// The fault of a response whose body is compressed although that was not asked for; nil for all others.
    init?(unreadable head: UpstreamResponseHead) {
        let encoding = ByteString(head["content-encoding"] ?? "")
        if encoding.isEmpty || encoding.equalsIgnoringCase("identity") { return nil }
        self.init(.invalidResponse, "sent a compressed answer that was not asked for")
    }

    /// The fault of a response with a status of success and nothing behind it.
    init(emptyBody head: UpstreamResponseHead) {
        let status = head.status == 200 ? "" : " with status \(head.status)"
        self.init(.invalidResponse, "sent an empty body\(status)")
    }

    /// The fault of an answer that is longer than what is taken.
    init(tooLarge limit: Int) {
        self.init(.invalidResponse, "sent an answer that is larger than \(limit) bytes")
    }
}
