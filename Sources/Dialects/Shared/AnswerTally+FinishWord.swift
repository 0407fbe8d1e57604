// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

extension AnswerTally {
    /// Takes the provider's word for why the model stopped.
    ///
    /// - Parameters:
    ///   - word: The word.
    ///   - name: What the dialect calls it, for messages: `finish reason`.
    mutating func take(finishWord word: JSONString, name: String = "finish reason") {
        switch FinishWord(word) {
        case .nothing: break
        case .failure: failure = "\(name) \(word.string)"  // text: for a message
        case .end(let reason):
            finishReason = reason
            guard reason == .contentFilter else { return }
            filter = "\(name) \(word.string)"  // text: for a message
        }
    }
}
