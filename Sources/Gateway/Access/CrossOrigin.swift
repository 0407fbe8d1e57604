// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import FastCGI
internal import HTTPTypes

/// Tells browsers which pages of other origins may call the gateway (Fetch standard, CORS protocol).
///
/// Preflights are answered before authentication, as they carry no key. Without configured origins there is no answer
/// to them, and no header.
struct CrossOrigin: Sendable {
    /// The most bytes of the names that a preflight asks for and gets: web servers limit the head of a response.
    private static let longestNames = 2_048

    private let origins: [ByteString: String]
    private let allowsAll: Bool

    /// Allows origins; `*` stands for all.
    init(allowedOrigins: Set<String>) {  // text: the operator's
        origins = Dictionary(uniqueKeysWithValues: allowedOrigins.map { (ByteString($0), $0) })
        allowsAll = allowedOrigins.contains("*")
    }

    /// What only the answer to a preflight says; nil for a request that is none, or comes from another origin.
    func preflight(_ params: Params) -> HTTPFields? {
        guard HTTPRequest.Method(params) == .options, params.first("HTTP_ACCESS_CONTROL_REQUEST_METHOD") != nil,
            let origin = params["HTTP_ORIGIN"], allowed(origin) != nil
        else { return nil }
        return [
            .accessControlAllowMethods: "GET, POST, HEAD, OPTIONS",
            .accessControlAllowHeaders: Self.allowedHeaders(params),
            .accessControlMaxAge: "86400",
        ]
    }

    /// Adds what every response to a request says of origins.
    ///
    /// As soon as one origin is allowed responses differ by it, also those to no origin or to another one.
    ///
    /// - Parameters:
    ///   - fields: What the response has.
    ///   - params: The request's variables.
    ///   - exposed: The names of the fields that a page may read: `*` would stand for none of them with credentials.
    func add(to fields: inout HTTPFields, for params: Params, exposing exposed: String) {
        guard !origins.isEmpty else { return }
        if !allowsAll { fields[.vary] = "Origin" }
        guard let origin = params["HTTP_ORIGIN"] else { return }
        guard let allowed = allowed(origin) else { return }
        fields[.accessControlAllowOrigin] = allowed
        fields[.accessControlExposeHeaders] = exposed
    }

    /// How an origin is told that it is allowed; nil when it is not.
    private func allowed(_ origin: ByteString) -> String? {
        allowsAll ? "*" : origins[origin]
    }

    /// The header fields that a page may send: those that the API needs, and those that the browser asks for.
    ///
    /// Pages get header fields from libraries that their authors have never seen, such as `traceparent`; one that the
    /// gateway does not know does no harm. What is no name, or too much, is left out.
    private static func allowedHeaders(_ params: Params) -> String {
        var names: [ByteString] = ["Content-Type", "X-API-Key", "Authorization"]
        var length = 0
        let asked = params.all("HTTP_ACCESS_CONTROL_REQUEST_HEADERS").lazy
            .flatMap { ByteString($0).split { $0 == UInt8(ascii: ",") } }
        for name in asked.map(\.trimmed) where name.bytes.allSatisfy(isTokenByte) && !name.isEmpty {
            length += name.count + 2
            guard length <= longestNames else { break }
            if !names.contains(where: name.equalsIgnoringCase) { names.append(name) }
        }
        return names.map(\.string).joined(separator: ", ")
    }

    /// Whether a byte may stand in the name of a header field (RFC 9110, section 5.6.2).
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}
