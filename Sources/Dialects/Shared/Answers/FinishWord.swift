// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// What a provider's word for the end of an answer means, in any dialect.
///
/// Providers and relays use each other's words, in any case and with any separators, and make up new ones. So a word is
/// known by the stems in it. Only a word for the end of a whole answer has to be known as it is: nothing else is taken
/// for one.
enum FinishWord: Equatable {
    /// The model has not stopped: `null` as a string, and Google's `FINISH_REASON_UNSPECIFIED`.
    case nothing
    /// The answer has ended.
    case end(FinishReason)
    /// The answer broke off.
    case failure

    /// Reads a word.
    init(_ word: JSONString) {
        switch word {
        // Nearly all words are one of these.
        case "stop", "STOP", "end_turn": self = .end(.stop)
        default: self.init(folded: Self.folded(word.utf8()))
        }
    }

    /// The letters of a word in lower case, without the name of the field at its start.
    private static func folded(_ word: ArraySlice<UInt8>) -> ByteString {
        let letters = ByteString(word.prefix(longest).filter(\.isASCIILetter).map(\.lowercasedASCII))
        for name in fieldNames where letters.hasPrefix(name) { return ByteString(letters.bytes.dropFirst(name.count)) }
        return letters
    }

    private init(folded word: ByteString) {
        func hasStem(of stems: [ByteString]) -> Bool { stems.contains { word.contains($0) } }
        if Self.nothings.contains(word) {
            self = .nothing
        } else if hasStem(of: Self.filters) {
            self = .end(.contentFilter)
        } else if hasStem(of: Self.limitsOfTheProvider) {
            self = .failure
        } else if hasStem(of: Self.limits) {
            self = .end(.length)
        } else if hasStem(of: Self.failures) {
            self = .failure
        } else if hasStem(of: Self.tools) {
            self = .end(.toolCalls)
        } else {
            self = .end(Self.ends.contains(word) ? .stop : .unknown)
        }
    }

    /// The most bytes of a word that are looked at.
    private static let longest = 100
    private static let fieldNames: [ByteString] = ["finishreason", "stopreason"]
    private static let nothings: Set<ByteString> = ["null", "none", "nil", "undefined", "unspecified"]
    private static let filters: [ByteString] = [
        "filter", "safe", "sensitiv", "moderat", "block", "prohibit", "polic", "violat", "refus", "guard", "recitation",
        "copyright", "pii", "armor", "toxic", "harm", "censor", "flagged", "jailbreak", "inappropriate", "restrict",
        "forbidden", "denylist", "blacklist", "intervene", "abus", "illegal", "profan", "offensiv", "sexual",
        "violence",
        "hatespeech", "risk", "complian", "banned",
    ]
    /// Limits of the provider's and not of the answer, which are failures.
    private static let limitsOfTheProvider: [ByteString] = [
        "ratelimit", "timelimit", "requestlimit", "toolcalllimit", "deadline", "quota", "resource", "throttl",
        "toomany",
        "balance", "credit",
    ]
    private static let limits: [ByteString] = [
        "length", "max", "limit", "context", "truncat", "budget", "tokens", "exceed",
    ]
    private static let failures: [ByteString] = [
        "error", "fail", "abort", "cancel", "timeout", "timedout", "malform", "unexpected", "exception", "interrupt",
        "overload", "unavailable", "insufficient", "disconnect", "crash", "invalid", "missing", "network", "reject",
        "kill", "broke", "preempt", "evict", "shutdown", "stall",
    ]
    private static let tools: [ByteString] = ["tool", "function"]
    private static let ends: Set<ByteString> = [
        "stop", "stopped", "stopsequence", "stoptoken", "stopstr", "stopword", "end", "endturn", "endofturn",
        "endofsequence", "endoftext", "endofmessage", "endofanswer", "endtoken", "eos", "eostoken", "eot", "complete",
        "completed", "completion", "finish", "finished", "done", "success", "normal", "natural",
    ]
}
