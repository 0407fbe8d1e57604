// SPDX-License-Identifier: Apache-2.0

/// The body of a request to Gemini.
struct ReceivedGoogleChat: Decodable {
    /// A piece of a turn.
    struct Part: Decodable {
        let text: String
    }

    /// A turn, or the system's text, which has no role.
    struct Content: Decodable {
        let role: String?
        let parts: [Part]

        /// The texts of all parts.
        var texts: [String] { parts.map(\.text) }
    }

    /// How the model is told to think.
    struct Thinking: Decodable, Equatable, Sendable {
        var thinkingBudget: Int?
        var thinkingLevel: String?
    }

    /// How the answer is to be made.
    struct Configuration: Decodable {
        let temperature: Double?
        let maxOutputTokens: Int?
        let responseMimeType: String?
        let responseSchema: ReceivedSchema?
        let thinkingConfig: Thinking?
    }

    let systemInstruction: Content?
    let contents: [Content]
    let generationConfig: Configuration
}
