// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects
internal import Upstream

extension RetryAfter {
    /// The wait in whole seconds, rounded up, that the header fields of a response give.
    ///
    /// `retry-after-ms` wins over `Retry-After` when it is above 0. A date is compared with the response's own `Date`,
    /// so that it does not matter how the two clocks differ.
    static func seconds(in head: UpstreamResponseHead) -> Int? {
        if let text = head["retry-after-ms"], let milliseconds = ByteString(text).trimmed.double, milliseconds > 0 {
            return whole(milliseconds / 1000)
        }
        guard let text = head["retry-after"].map({ ByteString($0).trimmed }) else { return nil }
        if let seconds = text.double { return whole(seconds) }
        guard let until = HTTPDate.seconds(text),
            let now = head["date"].flatMap({ HTTPDate.seconds(ByteString($0)) })
        else { return nil }
        return whole(Double(until - now))
    }
}
