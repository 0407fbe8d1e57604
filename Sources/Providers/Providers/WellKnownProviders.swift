// SPDX-License-Identifier: Apache-2.0

/// Where further providers are that many people use, so that their names and keys are all they need.
///
/// Source: the providers' own pages on OpenAI's dialect, autumn 2026.
enum WellKnownProviders {
    /// The scheme and host of a provider, and the path that a base URL without one gets.
    typealias Place = (origin: String, path: String)

    /// The providers by their names.
    static let places: [String: Place] = [
        "cerebras": ("https://api.cerebras.ai", "/v1"),
        "deepseek": ("https://api.deepseek.com", "/v1"),
        "fireworks": ("https://api.fireworks.ai", "/inference/v1"),
        "mistral": ("https://api.mistral.ai", "/v1"),
        "nvidia": ("https://integrate.api.nvidia.com", "/v1"),
        "openrouter": ("https://openrouter.ai", "/api/v1"),
        "perplexity": ("https://api.perplexity.ai", ""),
        "together": ("https://api.together.xyz", "/v1"),
        "xai": ("https://api.x.ai", "/v1"),
    ]
}
