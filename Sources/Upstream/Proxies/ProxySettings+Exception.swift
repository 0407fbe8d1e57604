// SPDX-License-Identifier: Apache-2.0

extension ProxySettings {
    /// Hosts that are reached without a proxy: one entry of `NO_PROXY`.
    struct Exception: Sendable, Equatable {
        fileprivate enum Hosts: Sendable, Equatable {
            case all
            /// A name, and all names below it.
            case name(String)
            /// Names or addresses as they are written, with `*` for any characters.
            case pattern(String)
            case range(AddressRange)
        }

        /// The entry as it was written.
        let text: String
        private let hosts: Hosts
        private let port: Int?

        /// Reads an entry: a name, an address, a range such as `10.0.0.0/8` or `fd00::/8`, a pattern such as `10.*`, or
        /// `*`; all but the last with or without `:port`, and IPv6 with or without brackets, which a port needs.
        ///
        /// Nil when it is none of these.
        init?(_ text: String) {
            guard let (host, port) = Self.split(text.lowercased()), let hosts = Hosts(host) else { return nil }
            self.text = text
            self.hosts = hosts
            self.port = port
        }

        /// The host without brackets, a range's length included, and the port.
        private static func split(_ text: String) -> (host: String, port: Int?)? {
            var host = text[...]
            var port: Substring?
            if text.hasPrefix("[") {
                guard let close = text.firstIndex(of: "]") else { return nil }
                let rest = text[text.index(after: close)...]
                let colon = rest.firstIndex(of: ":") ?? rest.endIndex
                guard rest[..<colon].isEmpty || rest.hasPrefix("/") else { return nil }
                port = colon == rest.endIndex ? nil : rest[rest.index(after: colon)...]
                return number(port).map { ("\(text[..<close].dropFirst())\(rest[..<colon])", $0) }
            }
            // Several colons make an IPv6 address.
            if text.count(where: { $0 == ":" }) == 1, let colon = text.firstIndex(of: ":") {
                host = text[..<colon]
                port = text[text.index(after: colon)...]
            }
            return number(port).map { (String(host), $0) }
        }

        /// The port, if one is given; nil when it is none.
        private static func number(_ text: Substring?) -> Int?? {
            guard let text else { return .some(nil) }
            guard let number = Int(text), (1...65_535).contains(number) else { return nil }
            return .some(number)
        }

        /// Whether an origin is meant; the address is the host's, if it is one.
        func matches(_ origin: Origin, _ address: IPAddress?) -> Bool {
            if let port, port != origin.port { return false }
            return hosts.contain(origin.host, address)
        }
    }
}

extension ProxySettings.Exception.Hosts {
    fileprivate init?(_ text: String) {
        if text == "*" {
            self = .all
        } else if let range = AddressRange(text) {
            self = .range(range)
        } else {
            let name = text.hasPrefix("*.") ? text.dropFirst(2) : text.drop { $0 == "." }
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isInNames) else { return nil }
            self = name.contains("*") ? .pattern(text) : .name(String(name))
        }
    }

    fileprivate func contain(_ host: String, _ address: IPAddress?) -> Bool {
        switch self {
        case .all: true
        case .name(let name): host == name || host.hasSuffix(".\(name)")
        case .range(let range): address.map(range.contains) ?? false
        case .pattern(let pattern): Self.matches(Array(host.utf8), Array(pattern.utf8))
        }
    }

    private static func isInNames(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        default: "-_.*".utf8.contains(byte)
        }
    }

    /// Whether a text is what a pattern says, with `*` for any bytes, none among them.
    private static func matches(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
        let parts = pattern.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false)
        guard let first = parts.first, let last = parts.last, text.starts(with: first) else { return false }
        var rest = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let range = rest.firstRange(of: part) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }
}
