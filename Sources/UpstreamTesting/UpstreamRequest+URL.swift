// SPDX-License-Identifier: Apache-2.0

package import Upstream

extension UpstreamRequest {
    /// The whole URL of the request.
    package var url: String { "\(origin)\(target)" }
}
