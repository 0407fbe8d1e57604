// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects
internal import Providers
internal import Upstream

extension ProviderFault {
    /// The fault of a response with an error's status, or with one of a redirect, which is never followed: it could
    /// lead the key away.
    init(_ report: ProviderReport, in head: UpstreamResponseHead) {
        self = .status(head.status, report, retryAfter: RetryAfter.seconds(in: head))
        if (300...399).contains(head.status), let location = head["location"] {
            redirect = Self.shown(location: ByteString(location))
        }
    }

    /// The cause, with what to do about it where the provider's configuration is at fault.
    func cause(for provider: Provider) -> String {
        guard let redirect else { return cause }
        let name = provider.settingNames.baseURL
        return "\(cause), a redirect to \(redirect), which is not followed; set \(name) to the address that it leads to"
    }

    /// The most of an address that is shown, in bytes.
    private static let locationLimit = 300

    /// An address without user, query and fragment, in which there may be secrets; nil when nothing is left.
    private static func shown(location: ByteString) -> String? {
        var bytes = location.trimmed.prefix(bytes: 2048).bytes.prefix {
            (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
        }
        if let scheme = ByteString(bytes).firstRange(of: "//") {
            let authority = bytes[scheme.upperBound...].prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") }
            if let at = authority.lastIndex(of: UInt8(ascii: "@")) {
                bytes = (Array(bytes[..<scheme.upperBound]) + bytes[(at + 1)...])[...]
            }
        }
        return bytes.isEmpty ? nil : ByteString(bytes).prefix(bytes: locationLimit).string  // text: for a message
    }
}
