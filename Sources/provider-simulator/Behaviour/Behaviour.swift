// SPDX-License-Identifier: Apache-2.0

/// How a request is answered, as its model name says; the defaults are those of a well-behaved provider.
///
/// The keys are explained in `ModelNameGuide` and in docs/simulator.md. Durations are milliseconds.
struct Behaviour {
    /// The whole model name with its keys.
    var model = ""
    var server = ChatServer.openai

    var chunks = 8
    var size: Int?
    var interval = 0
    var delay = 0
    /// Nil when the model name does not say it: words, unless the request binds the answer to a form.
    var text: TextKind?
    /// The texts for successive calls.
    var answers: [String] = []
    /// Which of the values that a schema permits is answered, from 1.
    var choose = 1
    var parts = 1
    var escapesNonASCII = false

    var usage = UsageForm.on
    var finish = FinishReason.stop
    var finishPlace = FinishPlace.own
    var finishesTwice = false
    var done = DoneMark.on
    var lineEnding = LineEnding.lf
    var hasSpaceAfterColon = true
    var comments = CommentPlace.off
    var hasByteOrderMark = false
    var hasFinalBlankLine = true
    var split: Int?
    var batch = 1
    var role = RoleDelta.own
    var reasoning = 0
    var reasoningPlace = ReasoningPlace.both
    var cached = 0
    var contentIsArray = false
    var transfer: BodyTransfer?

    var status: Int?
    var message: String?
    var retryAfter: String?
    var retryAfterMilliseconds: String?
    var code: String?
    var type: String?
    var key: String?
    var echoesKey = false
    var contentType: String?
    var errorForm = ErrorForm.object
    var retryInfo: String?
    var quota: String?
    var blockReason = "SAFETY"

    var fault: Fault?
    var loads = 1
    var times: Int?
    var rules: Set<Rule> = []
    var contextLimit: Int?
    var outputLimit: Int?
    var enumLimit: Int?
}
