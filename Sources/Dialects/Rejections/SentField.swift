// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat

/// A part of a request that a provider may not take, and what can be done then.
///
/// A dialect only says which of these it has sent; Rejection finds out which one is meant.
package struct SentField: Sendable {
    /// What can be done about a part of a request.
    package enum Step: Sendable {
        /// To make changes, and nothing else.
        case change(RequestChanges)
        /// To keep the limit of tokens within what the message allows.
        case limitTokens
        /// To make place for the prompt: the limit becomes what the message says is left, or is left out this once.
        case makePlace(isRequired: Bool)
        /// To keep the temperature within what the message allows.
        case limitTemperature
    }

    /// Its names in small letters and digits: `maxtokens` stands for `max_tokens`, `maxTokens` and "max tokens".
    package var names: [ByteString]
    /// Words by which messages mean it without naming it, written as they are; they are looked for after all names.
    package var hints: [ByteString] = []
    /// Names that mean it in the error object's field for the parameter only.
    package var places: [ByteString] = []
    /// Words that mean it when all of them stand in the message as names.
    package var pairs: [[ByteString]] = []
    /// Codes of errors that mean this one request and no other, and what is done then.
    package var codes: [ByteString] = []
    package var stepsOfCodes: [Step] = []
    /// The caller's parameter that it carries; none where it is of the dialect's own.
    package var parameter: ChatParameters = []
    /// Its value, where that is a number.
    package var number: Double?
    /// What can be done about it, what changes least first; steps that are done already are passed over.
    package var steps: [Step]

    /// Makes a field.
    package init(
        _ names: [ByteString],
        hints: [ByteString] = [],
        parameter: ChatParameters = [],
        number: Double? = nil,
        steps: [Step]
    ) {
        self.names = names
        self.hints = hints
        self.parameter = parameter
        self.number = number
        self.steps = steps
    }
}

extension SentField {
    /// A temperature.
    static func temperature(_ value: Double) -> SentField {
        SentField(
            ["temperature"],
            parameter: .temperature,
            number: value,
            steps: [.limitTemperature, .change(.omitsTemperature)]
        )
    }

    /// A limit of tokens, whatever it is called; some messages use the name that it has inside of the server.
    static func tokenLimit(_ value: Int, steps: [Step]) -> SentField {
        SentField(
            [
                "maxtokens", "maxcompletiontokens", "maxoutputtokens", "maxnewtokens", "maxtokenstosample",
                "maximumoutputtokens", "maximumtokens",
            ],
            hints: [
                "completion tokens", "output tokens", "new tokens", "in the completion", "for the completion",
                "in the output", "messages or completion",
            ],
            parameter: .maxTokens,
            number: Double(value),
            steps: steps
        )
    }

    /// A text of the system's that has a place of its own.
    static let system: SentField = {
        var field = systemRole
        field.places = ["system"]
        field.hints.append("system: ")
        return field
    }()

    /// Messages of the system's.
    ///
    /// Chat templates have many words for what they do not take.
    static let systemRole: SentField = {
        var field = SentField(
            [
                "systemrole", "systeminstruction", "systeminstructions", "systemmessage", "systemprompt",
                "developerinstruction",
            ],
            hints: [
                "roles must alternate", "must start with a user", "user and assistant roles", "unexpected message role",
                "'system'", "\"system\"", "`system`", "got system", "system角色", "system 角色",
            ],
            steps: [.change(.mergesSystemText)]
        )
        field.places = ["role"]
        field.pairs = [["system", "role"]]
        return field
    }()
}

extension SentField.Step {
    /// Whether the request means the same after it.
    fileprivate var keepsMeaning: Bool {
        if case .change(.renamesTokenLimit) = self { true } else { false }
    }

    /// Whether it takes a number from the message.
    var readsNumbers: Bool {
        switch self {
        case .limitTokens, .limitTemperature: true
        case .change, .makePlace: false
        }
    }
}

extension SentField {
    /// The field with no other steps than those that leave the caller's parameters as they are, where these are fixed.
    package func keeping(_ fixed: ChatParameters) -> SentField {
        if parameter.isDisjoint(with: fixed) { return self }
        var field = self
        field.steps.removeAll { !$0.keepsMeaning }
        field.stepsOfCodes.removeAll { !$0.keepsMeaning }
        return field
    }

    /// Whether a shorter one makes place for the prompt.
    var makesPlace: Bool {
        steps.contains { if case .makePlace = $0 { true } else { false } }
    }
}
