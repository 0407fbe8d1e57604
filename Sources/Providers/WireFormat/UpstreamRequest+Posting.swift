// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import Upstream

extension UpstreamRequest {
    /// The request that posts a JSON body to an endpoint of a provider, with the provider's key.
    ///
    /// - Parameters:
    ///   - body: The JSON.
    ///   - path: The endpoint's path behind the base URL, percent-encoded, with a slash at its start.
    ///   - provider: Where it goes.
    ///   - streaming: Whether the answer is to come as a stream.
    ///   - headerFields: Further fields.
    init(
        posting body: [UInt8],
        to path: String,
        of provider: Provider,
        streaming: Bool,
        headerFields: HTTPFields = [:]
    ) {
        var fields = streaming ? provider.requestFields.stream : provider.requestFields.document
        fields.append(contentsOf: headerFields)
        self.init(method: .post, url: provider.baseURL.appending(path), headerFields: fields, body: body)
    }
}
