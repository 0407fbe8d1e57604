// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension AnswerStart {
    /// Makes a start of what was read; it shares the memory of the answer.
    init(id: JSONString?, model: JSONString?, promptTokens: Int? = nil) {
        self.init(
            id: ByteString(id?.utf8() ?? []),
            model: ByteString(model?.utf8() ?? []),
            promptTokens: promptTokens
        )
    }
}
