// SPDX-License-Identifier: Apache-2.0

internal import Dialects
internal import Upstream

extension ProviderFault {
    /// Whether a changed request can make a difference.
    var mayBeAdapted: Bool {
        switch kind {
        case .status, .reported: true
        default: false
        }
    }

    /// Makes a fault of what a call has thrown.
    init(thrown error: any Error) {
        switch error {
        case let error as UpstreamError: self.init(error)
        case is CancellationError: self.init(.cancelled, "was cancelled")
        default: self.init(.unreachable, "cannot be reached")
        }
    }
}
