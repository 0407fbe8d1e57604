// SPDX-License-Identifier: Apache-2.0

extension WebURL {
    /// What is wrong with a URL: the rest of a sentence that begins with its name.
    package enum Fault: String, Error, Sendable {
        case badScheme = "must be a URL that begins with http:// or https://"
        case badHost = "must be a URL with a host, or an address in its usual form"
        case badPort = "must be a URL of port 80 or 443"
        case badCharacter = "must be a URL of printable ASCII, with anything else percent-encoded"
        case userInfo = "must be a URL without a user name or password"
        case tooLong = "must be a URL of at most 8192 bytes"
    }
}
