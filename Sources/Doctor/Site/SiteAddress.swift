// SPDX-License-Identifier: Apache-2.0

internal import Providers
package import Upstream

/// The address under which the web server offers the gateway: scheme, host, maybe a port, and the path prefix.
package struct SiteAddress: Sendable, Equatable {
    /// The address, read.
    let url: BaseURL

    /// Reads an address.
    ///
    /// - Parameters:
    ///   - text: The URL; without a scheme it is one of http, and blanks around it are ignored.
    ///   - prefix: The path that an address without one gets.
    /// - Throws: ``BaseURL/Fault``, which says what is wrong with it.
    package init(_ text: String, prefix: String = "") throws(BaseURL.Fault) {
        let text = text.contains("://") ? text : "http://\(text)"
        url = try BaseURL(text.trimmingBlanks(), defaultPath: prefix)
    }

    /// The address without a slash at its end.
    package var text: String { url.text }

    /// Whether the way there is encrypted.
    package var isSecure: Bool { url.origin.isSecure }

    /// The host, without brackets.
    package var host: String { url.origin.host }

    /// Whether nothing that is sent there leaves the machine.
    package var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        return host.hasPrefix("127.") && host.allSatisfy { $0 == "." || $0.isASCII && $0.isNumber }
    }
}
