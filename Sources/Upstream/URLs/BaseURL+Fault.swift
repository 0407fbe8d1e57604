// SPDX-License-Identifier: Apache-2.0

extension BaseURL {
    /// What is wrong with a configured URL.
    package enum Fault: String, Error, Sendable {
        case noScheme = "must be a URL that begins with http:// or https://"
        case noHost = "must be a URL with a host"
        case badPort = "must be a URL with a port from 1 to 65535, or none"
        case badCharacter = "must be a URL without blanks, control characters or characters beyond ASCII"
        case userInfo = "must be a URL without a user name or password"
        case query = "must be a URL without a query"
        case fragment = "must be a URL without a fragment"
    }
}
