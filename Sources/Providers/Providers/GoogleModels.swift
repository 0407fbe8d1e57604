// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// What is known of Google's models by their names.
///
/// Source: Gemini API reference, models, thinking and structured output, autumn 2026. What is not known here is learnt
/// from the API's answers, see ``RequestAdaptation``.
enum GoogleModels {
    /// How a model is told to think.
    enum Thinking: Sendable, Equatable {
        /// By the tokens that it may take for it.
        case budget(Int)
        /// By one of some words.
        case level(String)
    }

    /// Whether a model is one of the Gemma family, which takes neither a system's text nor a form of the answer.
    static func isGemma(_ model: ByteString) -> Bool {
        name(of: model).hasPrefix("gemma")
    }

    /// Models for pictures and speech bear the names of those whose relatives they are, and do not think.
    private static let kindsWithoutThinking: [ByteString] = ["-image", "-tts", "-audio", "-live"]

    /// The least that a model can be told to think; nil where it does not think, or is not known to.
    static func leastThinking(of model: ByteString) -> Thinking? {
        let name = name(of: model)
        if kindsWithoutThinking.contains(where: { name.contains($0) }) { return nil }
        // `gemini-flash-latest` and its like are of the newest generation, whichever that is; all of them take a budget.
        let isLatest =
            name.hasPrefix("gemini-") && name.hasSuffix("-latest") && !name.bytes.contains(where: \.isASCIIDigit)
        if name.hasPrefix("gemini-2.5-flash") || isLatest && name.contains("-flash") { return .budget(0) }
        if name.hasPrefix("gemini-2.5-pro") || isLatest && name.contains("-pro") { return .budget(128) }
        guard name.hasPrefix("gemini-3-") || name.hasPrefix("gemini-3.") else { return nil }
        if name.contains("-flash") { return .level("MINIMAL") }
        return name.contains("-pro") ? .level("LOW") : nil
    }

    /// The path of a model, percent-encoded; its name may stand behind `models/` or `tunedModels/`.
    static func path(of model: ByteString) -> String {
        for collection: String in ["models/", "tunedModels/"] where model.hasPrefix(collection) {
            return "/" + collection + percentEncoded(model.dropFirst(collection.utf8.count))
        }
        return "/models/" + percentEncoded(model)
    }

    private static func name(of model: ByteString) -> ByteString {
        let model = model.lowercased
        return model.hasPrefix("models/") ? model.dropFirst("models/".utf8.count) : model
    }

    /// Encodes everything but the unreserved characters of RFC 3986, 2.3.
    private static func percentEncoded(_ text: ByteString) -> String {
        var output = ""
        for byte in text.bytes {
            if byte.isASCIILetter || byte.isASCIIDigit || "-._~".utf8.contains(byte) {
                output.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                output += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return output
    }
}
