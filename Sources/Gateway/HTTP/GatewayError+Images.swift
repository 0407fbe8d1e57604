// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Dialects

extension GatewayError {
    /// A picture of the request cannot be had from its URL.
    init(_ fault: ImageFault) {
        switch fault.kind {
        case .cancelled: self.init(.unavailable, "the gateway is being stopped")
        case .ownLimit: self.init(.unavailable, "a picture of the request \(fault.reason)")
        case .image: self.init(.image(fault), "a picture of the request \(fault.reason)")
        }
    }
}
