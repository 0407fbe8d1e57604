// SPDX-License-Identifier: Apache-2.0

package import Dialects
internal import HTTPTypes
package import Upstream

extension Provider {
    /// The request that carries a dialect's words to this provider, with its key.
    package func request(_ wire: WireRequest) -> UpstreamRequest {
        var fields = wire.isStreaming ? requestFields.stream : requestFields.document
        if wire.body.isEmpty { fields[.contentType] = nil }
        fields.append(contentsOf: wire.headerFields)
        return UpstreamRequest(
            method: wire.method,
            to: baseURL.origin,
            target: query.target(baseURL.target(of: wire.path)),
            headerFields: fields,
            body: wire.body
        )
    }

    /// The request for the list of its models, with its key: it costs no tokens, and a refused key shows.
    package var modelsRequest: UpstreamRequest { request(dialect.modelsRequest) }
}
