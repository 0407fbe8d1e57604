// SPDX-License-Identifier: Apache-2.0

internal import Dialects
internal import HTTPTypes

extension Provider {
    /// Google's Gemini.
    ///
    /// Source: Gemini API reference, generateContent.
    static func google(from settings: inout ProviderSettingsReader) -> Provider? {
        let key = settings.key(of: "google")
        let standard = "https://generativelanguage.googleapis.com/v1beta"
        // The key goes into a header and not into the query, because URLs are written into logs.
        guard let baseURL = settings.baseURL(of: "google", standard: standard),
            let keyHeader = HTTPField.Name("x-goog-api-key")
        else { return nil }
        return Provider(
            name: "google",
            baseURL: baseURL,
            key: key,
            keyHeader: .field(keyHeader),
            needsKey: true,
            settingNames: settings.names(of: "google"),
            dialect: Gemini(),
            traits: GoogleModels.traits(of:)
        )
    }
}
