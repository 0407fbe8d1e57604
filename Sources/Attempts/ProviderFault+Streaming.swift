// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects

extension ProviderFault {
    /// Statuses with which providers say that they do not stream, or do nothing else.
    private static let statuses = [400, 403, 405, 422, 501]

    /// Whether the provider rejects a request because it asks for a stream, or because it does not.
    ///
    /// There are no usual words for it: "only supports stream mode", "must have stream=true", "must be verified to stream
    /// this model", "streaming is not available for your account".
    ///
    /// What the message quotes of the chat's own texts does not count.
    func isAboutStreaming(of chat: ChatRequest) -> Bool {
        guard case .status(let status) = kind, Self.statuses.contains(status), let report else { return false }
        if let parameter = report.parameter { return parameter.equals("stream") }
        let message = QuotedText.masking(report.message.prefix(bytes: 2_000), of: chat).lowercased
        var start = message.bytes.startIndex
        while let range = message.firstRange(of: "stream", from: start) {
            start = range.upperBound
            let before = range.lowerBound > message.bytes.startIndex ? message.bytes[range.lowerBound - 1] : nil
            // Neither "upstream", which is a server behind the provider, nor `stream_options`.
            if before?.isASCIILetter != true, message.bytes[start...].first != UInt8(ascii: "_") { return true }
        }
        return false
    }
}
