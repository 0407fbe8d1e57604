// SPDX-License-Identifier: Apache-2.0

internal import Providers

/// What a file says of a provider beyond the texts that variables can have.
struct FileProvider: Sendable {
    /// The provider's name in lower case.
    let name: String
    /// Where it is named.
    let place: FilePlace
    /// What is set for it, but its base URL and its key.
    var settings = ProviderSettings()
    /// What is shown of that, without secrets: a key behind the provider's name, the value, and its place.
    var shown: [(key: String, value: String, place: FilePlace)] = []

    init(_ name: String, at place: FilePlace) {
        self.name = name
        self.place = place
    }
}
