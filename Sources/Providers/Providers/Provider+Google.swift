// SPDX-License-Identifier: Apache-2.0

extension Provider {
    /// Google's Gemini, which is listed but cannot be called yet.
    static func google(from settings: inout ProviderSettingsReader) -> Provider? {
        let key = settings.key(of: "google")
        let standard = "https://generativelanguage.googleapis.com/v1beta"
        guard let baseURL = settings.baseURL(of: "google", standard: standard) else { return nil }
        return Provider(
            name: "google",
            baseURL: baseURL,
            key: key,
            requiredKeyVariable: "GOOGLE_API_KEY",
            wireFormat: nil
        )
    }
}
