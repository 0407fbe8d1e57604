// SPDX-License-Identifier: Apache-2.0

/// What the target of a Gemini request says: the model, and whether and how to stream.
struct GeminiTarget {
    private static let collections = ["/v1beta/models/", "/v1beta/tunedModels/"]

    /// The model name with its keys, without `models/`.
    let model: String
    let isStream: Bool
    /// Whether a stream consists of server-sent events, and is no array.
    let hasEvents: Bool
    /// Whether the query has a key, where it does not belong.
    let hasKey: Bool

    /// The target of a request that is about a model and is no chat.
    init(model: String) {
        self.model = model
        isStream = false
        hasEvents = false
        hasKey = false
    }

    /// Nil for a path that is none of Gemini's chat routes.
    init?(_ target: RequestTarget) {
        let path = target.wholePath
        guard let collection = Self.collections.first(where: path.hasPrefix),
            let colon = path.lastIndex(of: ":")
        else { return nil }
        switch path[path.index(after: colon)...] {
        case "generateContent": isStream = false
        case "streamGenerateContent": isStream = true
        default: return nil
        }
        var name = PercentEncoding.decoded(path[..<colon].dropFirst(collection.count))
        if collection.contains("tunedModels") {
            name = "tunedModels/" + name
        } else if name.hasPrefix("models/") {
            name.removeFirst("models/".count)
        }
        model = name
        hasEvents = target.field("alt") == "sse"
        hasKey = target.field("key") != nil
    }
}
