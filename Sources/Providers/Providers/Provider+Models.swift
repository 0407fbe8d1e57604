// SPDX-License-Identifier: Apache-2.0

package import Upstream

extension Provider {
    /// The request for the list of its models, with its key: it costs no tokens, and a refused key shows.
    package var modelsRequest: UpstreamRequest {
        wireFormat.modelsRequest(to: self)
    }
}
