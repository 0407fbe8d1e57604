// SPDX-License-Identifier: Apache-2.0

/// The answer of `GET /models`: a few ready-made model names; every other name works as well.
enum ModelList {
    private static let names = [
        "demo", "slow,interval=100", "echo,text=echo", "emoji,text=emoji", "busy,status=429,retry-after=2",
    ]

    static let json: String = {
        let models = names.map { name in
            #"{"id":\#(JSONText.quoted(name)),"object":"model","created":1700000000,"owned_by":"provider-simulator"}"#
        }
        return #"{"object":"list","data":[\#(models.joined(separator: ","))]}"#
    }()

    /// The list in Gemini's form.
    static let geminiJSON: String = {
        let models = names.map { #"{"name":\#(JSONText.quoted("models/\($0)")),"version":"001"}"# }
        return #"{"models":[\#(models.joined(separator: ","))]}"#
    }()
}
