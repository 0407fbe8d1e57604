// SPDX-License-Identifier: Apache-2.0

extension ProxySettings {
    /// The proxy for an origin; nil to go directly.
    func proxy(for origin: Origin) -> Proxy? {
        guard let proxy = origin.isSecure ? https : http else { return nil }
        let address = IPAddress(origin.host)
        if origin.host == "localhost" || address?.isLoopback == true { return nil }
        return exceptions.contains { $0.matches(origin, address) } ? nil : proxy
    }
}
