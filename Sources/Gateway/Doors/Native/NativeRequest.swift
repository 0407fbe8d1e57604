// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import FastCGI
internal import HTTPTypes
internal import JSONCoding
internal import Providers

/// The body of a request to one of the tasks, checked.
struct NativeRequest {
    private static let defaultTemperature = 0.2
    private static let defaultMaxTokens = 4_096
    private static let temperatures = 0.0...1.0
    private static let maxTokensRange = 1...32_768
    /// The most bytes of a text that is copied rather than keep a body in memory.
    private static let longestCopy = 16 << 10

    let provider: Provider
    /// The name under which the provider knows the model.
    let model: ByteString
    /// The system prompt of a generation, or further instructions for the other tasks; maybe empty.
    let prompt: ArraySlice<UInt8>
    /// The user's text; empty only in a generation with a prompt.
    let userPrompt: ArraySlice<UInt8>
    let temperature: Double
    let maxTokens: Int
    /// The classes of a classification, at least one; empty for the other tasks.
    let classes: [GivenClass]

    /// Reads and checks the body of a request.
    ///
    /// - Parameters:
    ///   - call: The call, whose notes get provider and model.
    ///   - task: What it asks for.
    /// - Throws: ``GatewayError``: 413 for a body over the limit, 400 for a body that is not whole or no JSON object,
    ///   and for all faults of its fields together.
    init(_ call: Call, for task: NativeTask) throws {
        var request = call.request
        request.body = call.takeBody()
        try self.init(request, for: task, registry: call.snapshot.registry)
        let (provider, model) = (provider.name, model)
        call.note { notes in
            notes.provider = provider
            notes.model = model
        }
    }

    /// Reads and checks the body of a request.
    init(_ request: Request, for task: NativeTask, registry: ProviderRegistry) throws {
        try request.checkBody()
        let fields = try NativeFields(request.body, for: task)
        var faults: [String] = []
        let target = Self.target(fields.model, registry, &faults)
        let prompt = Self.text("prompt", fields.prompt, &faults)
        let userPrompt = Self.text("user_prompt", fields.userPrompt, &faults)
        if userPrompt?.isEmpty == true {
            if task != .generation {
                faults.append("user_prompt: expected a string that is not empty, got \(fields.userPrompt.shownAsText)")
            } else if prompt?.isEmpty == true {
                faults.append("user_prompt: expected text in user_prompt or in prompt, got none in both")
            }
        }
        temperature = Self.temperature(fields.temperature, &faults)
        maxTokens = Self.maxTokens(fields.maxTokens, &faults)
        classes = task == .classification ? GivenClasses.check(fields.classes, &faults) : []
        guard faults.isEmpty, let target else {
            throw GatewayError(.request, faults.joined(separator: "; "))
        }
        provider = target.provider
        model = target.model
        self.prompt = prompt ?? []
        self.userPrompt = userPrompt ?? []
    }

    /// What a generation asks of the model.
    var generation: ChatRequest {
        ChatRequest(
            model: model,
            messages: ChatMessage.conversation(systemPrompt: prompt, userPrompt: userPrompt),
            temperature: temperature,
            maxTokens: maxTokens,
            reasoning: .ofText(maxTokens: maxTokens)
        )
    }

    private static func target(
        _ value: NativeFields.Value,
        _ registry: ProviderRegistry,
        _ faults: inout [String]
    ) -> ModelTarget? {
        guard case .string(let text) = value else {
            faults.append("model: expected a string \"provider/name\", got \(value.shown)")
            return nil
        }
        do {
            return try ModelTarget(named: text.text, in: registry)
        } catch {
            faults.append("model: \(error)")
            return nil
        }
    }

    /// The text of a member.
    ///
    /// It shares the memory of the body where it can, and so keeps it: unless it is so short that a copy is less.
    private static func text(
        _ name: String,
        _ value: NativeFields.Value,
        _ faults: inout [String]
    ) -> ArraySlice<UInt8>? {
        switch value {
        case .absent, .null:
            return []
        case .string(let text):
            let bytes = text.utf8()
            return bytes.count < longestCopy ? Array(bytes)[...] : bytes
        case .number, .other:
            faults.append("\(name): expected a string or null, got \(value.shown)")
            return nil
        }
    }

    private static func temperature(_ value: NativeFields.Value, _ faults: inout [String]) -> Double {
        if case .absent = value { return defaultTemperature }
        if case .number(let number) = value, let double = number.double, temperatures.contains(double) { return double }
        faults.append("temperature: expected a number between 0.0 and 1.0, got \(value.shown)")
        return defaultTemperature
    }

    private static func maxTokens(_ value: NativeFields.Value, _ faults: inout [String]) -> Int {
        if case .absent = value { return defaultMaxTokens }
        if case .number(let number) = value, let int = number.int, maxTokensRange.contains(int) { return int }
        faults.append("max_tokens: expected an integer between 1 and 32768, got \(value.shown)")
        return defaultMaxTokens
    }
}
