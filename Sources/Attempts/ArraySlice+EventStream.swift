// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects

extension ArraySlice<UInt8> {
    /// Whether the first line is one of a stream of server-sent events.
    var isEventStream: Bool {
        let text = ByteString(self[(firstIndex { !$0.isJSONBlank } ?? endIndex)...])
        return ["data:", "event:", "id:", "retry:", ":"].contains { text.hasPrefix($0) }
    }
}
