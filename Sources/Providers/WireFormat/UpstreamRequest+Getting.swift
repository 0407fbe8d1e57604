// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import Upstream

extension UpstreamRequest {
    /// The request that gets a document of a provider, with the provider's key.
    ///
    /// - Parameters:
    ///   - path: The document's path behind the base URL, percent-encoded, with a slash at its start.
    ///   - provider: Where it goes.
    ///   - headerFields: Further fields.
    init(getting path: String, of provider: Provider, headerFields: HTTPFields = [:]) {
        var fields = provider.requestFields.document
        fields[.contentType] = nil
        fields.append(contentsOf: headerFields)
        self.init(method: .get, url: provider.baseURL.appending(path), headerFields: fields, body: [])
    }
}
