// SPDX-License-Identifier: Apache-2.0

package import Providers

/// The address under which the web server offers the gateway: scheme, host, maybe a port, and the path prefix.
package struct SiteAddress: Sendable, Equatable {
    /// The address without a slash at its end.
    package let text: String

    /// Reads an address.
    ///
    /// - Parameters:
    ///   - text: The URL; without a scheme it is one of http.
    ///   - prefix: The path that an address without one gets.
    /// - Throws: ``BaseURL/Fault``, which says what is wrong with it.
    package init(_ text: String, prefix: String = "") throws(BaseURL.Fault) {
        self.text = try BaseURL(text.contains("://") ? text : "http://\(text)", defaultPath: prefix).text
    }

    /// Whether the way there is encrypted.
    package var isSecure: Bool { text.hasPrefix("https:") }

    /// The host, without brackets.
    package var host: String {
        let authority = text.drop { $0 != "/" }.dropFirst(2).prefix { $0 != "/" }
        if authority.first == "[" { return String(authority.dropFirst().prefix { $0 != "]" }) }
        return authority.prefix { $0 != ":" }.lowercased()
    }

    /// Whether nothing that is sent there leaves the machine.
    package var isLoopback: Bool {
        let host = host
        if host == "localhost" || host == "::1" { return true }
        return host.hasPrefix("127.") && host.allSatisfy { $0 == "." || $0.isASCII && $0.isNumber }
    }
}
