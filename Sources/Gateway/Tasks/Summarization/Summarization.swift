// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// One summarization: what the model is asked.
enum Summarization {
    /// The call of a request.
    static func chat(_ request: NativeRequest) -> ChatRequest {
        let system = Prompts.summarizationSystem.filled(["instructions": Prompts.instructions(request.prompt)])
        return ChatRequest(
            model: request.model,
            messages: [
                ChatMessage(role: .system, content: system), ChatMessage(role: .user, content: request.userPrompt),
            ],
            temperature: request.temperature,
            maxTokens: request.maxTokens,
            reasoning: .ofText(maxTokens: request.maxTokens)
        )
    }
}
