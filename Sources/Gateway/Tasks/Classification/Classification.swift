// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// One classification: what the model is asked, and what its answers mean.
struct Classification {
    /// The member of the model's JSON object that holds the key.
    static let member = "class_id"

    /// A model that reasons spends tokens before it answers; a limit below this would often leave none for the answer,
    /// which itself takes a dozen.
    private static let minimumTokens = 2_048

    /// The most bytes of a wrong answer that the model is shown again: its end, where the choice would have stood.
    private static let shownAnswer = 2_000

    private let classes: [GivenClass]
    private let classLines: ArraySlice<UInt8>
    /// The key in the prompts' example: a real one, because models repeat what stands there.
    private let example: ArraySlice<UInt8>
    private let matcher: ClassMatcher
    /// The first call.
    let chat: ChatRequest

    /// Prepares the classification of a request with two classes or more.
    init(_ request: NativeRequest) {
        classes = request.classes
        let keys = ClassKeys.make(for: request.classes)
        matcher = ClassMatcher(keys: keys, classes: request.classes)
        classLines = Self.lines(keys, request.classes)
        example = ArraySlice((keys.first ?? "").utf8)
        let system = Prompts.classificationSystem.filled([
            "classes": classLines, "instructions": Prompts.instructions(request.prompt), "example": example,
        ])
        let user = Prompts.classificationUser.filled(["text": request.userPrompt])
        chat = ChatRequest(
            model: request.model,
            messages: [ChatMessage(role: .system, content: system), ChatMessage(role: .user, content: user)],
            temperature: request.temperature,
            maxTokens: max(request.maxTokens, Self.minimumTokens),
            responseFormat: .choice(name: "classification", member: Self.member, values: keys),
            // What it reasons counts into the limit, and a choice among a few words needs little of it.
            reasoning: Reasoning(effort: .least)
        )
    }

    /// The class that an answer names; nil when it names none, or more than one, or was cut off.
    func match(_ answer: ChatAnswer) -> GivenClass? {
        let reason = answer.completion.finishReason
        if reason == .length { return nil }
        return matcher.match(answer.text, isCutOff: reason == .unknown).map { classes[$0] }
    }

    /// The second call, after an answer that names no class: the model sees what it said, and all classes again.
    func repairing(_ answer: ChatAnswer) -> ChatRequest {
        var repair = chat
        let said = answer.text.withoutThoughts(onOwnLine: false).tail(Self.shownAnswer)
        let shown = ByteString(said).bare.bytes
        let request = Prompts.classificationRepair.filled(["classes": classLines, "example": example])
        if shown.isEmpty {
            // No provider takes an empty message, and some take no two of the user's in a row.
            let both = [repair.messages.removeLast().onlyText ?? [], request].joined(separator: "\n\n".utf8)
            repair.messages.append(ChatMessage(role: .user, content: Array(both)[...]))
        } else {
            repair.messages.append(ChatMessage(role: .assistant, content: shown))
            repair.messages.append(ChatMessage(role: .user, content: request))
        }
        return repair
    }

    /// The classes as lines of JSON, so that no character in an id or a label is taken for anything else.
    private static func lines(_ keys: [String], _ classes: [GivenClass]) -> ArraySlice<UInt8> {
        var lines: [UInt8] = []
        for (key, given) in zip(keys, classes) {
            var writer = JSONWriter()
            writer.beginObject()
            writer.key("key")
            writer.string(key)
            writer.key("id")
            writer.string(utf8: given.id.utf8())
            writer.key("label")
            writer.string(utf8: given.label.utf8())
            writer.endObject()
            if !lines.isEmpty { lines.append(UInt8(ascii: "\n")) }
            lines.append(contentsOf: writer.take())
        }
        return lines[...]
    }
}
