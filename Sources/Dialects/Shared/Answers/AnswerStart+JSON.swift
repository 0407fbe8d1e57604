// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

extension AnswerStart {
    /// Takes what an answer begins with out of the memory that it was read from.
    init(id: JSONString?, model: JSONString?, promptTokens: Int? = nil) {
        self.init(
            id: ByteString(id?.utf8() ?? []).copied,
            model: ByteString(model?.utf8() ?? []).copied,
            promptTokens: promptTokens
        )
    }
}
