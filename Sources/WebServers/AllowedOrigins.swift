// SPDX-License-Identifier: Apache-2.0

internal import Configuration

/// `GATEWAY_ALLOWED_ORIGINS` in the words of web servers, for what they answer by themselves.
struct AllowedOrigins {
    private let origins: [String]

    init(_ configuration: Configuration) {
        origins = configuration.allowedOrigins.sorted()
    }

    var isEmpty: Bool { origins.isEmpty }
    private var allowsAll: Bool { origins.contains("*") }

    /// Those that mean something else in a web server's configuration.
    var odd: [String] {
        origins.filter { $0 != "*" && !ServerSnippet.isPlain($0) }
    }

    /// For the server block of nginx.
    var nginx: [String] {
        let value = allowsAll ? "\"*\"" : "$http_origin"
        return (allowsAll ? [] : ["set $llm_gateway_vary Origin;"]) + [
            allowsAll ? "if ($http_origin) {" : "if ($http_origin ~ \"^(\(alternatives))$\") {",
            "    set $llm_gateway_origin \(value);",
            "}",
        ]
    }

    /// For the location of Apache, which keeps the header fields of its own errors apart from those of the gateway's answers: one
    /// that is in both would be there twice.
    var apache: [String] {
        guard !isEmpty else { return [] }
        let variable = "LLM_GATEWAY_ORIGIN"
        let condition = allowsAll ? "\".\" \(variable)=*" : "\"^(\(alternatives))$\" \(variable)=$1"
        let vary = ["Header onsuccess unset Vary", "Header always set Vary Origin"]
        return [
            "# A browser shows its page what Apache itself answers only if that names the page's origin.",
            "#     a2enmod headers",
            "SetEnvIf Origin \(condition)",
            "Header onsuccess unset Access-Control-Allow-Origin",
            "Header always set Access-Control-Allow-Origin \"%{\(variable)}e\" env=\(variable)",
        ] + (allowsAll ? [] : vary)
    }

    /// For the backend of HAProxy: what the gateway's own answers say already is said by none but HAProxy's.
    var haproxy: [String] {
        guard !isEmpty else { return [] }
        let condition =
            allowsAll ? "{ req.hdr(origin) -m found }" : "{ req.hdr(origin) -m str \(origins.joined(separator: " ")) }"
        let isOwn = "!{ res.hdr(x-request-id) -m found }"
        return [
            "# A browser shows its page what HAProxy itself answers only if that names the page's origin.",
            "http-request set-var(txn.llm_gateway_origin) \(allowsAll ? "str(*)" : "req.hdr(origin)") if \(condition)",
            "http-after-response set-header Access-Control-Allow-Origin %[var(txn.llm_gateway_origin)] "
                + "if { var(txn.llm_gateway_origin) -m found } \(isOwn)",
        ] + (allowsAll ? [] : ["http-after-response set-header Vary Origin if \(isOwn)"])
    }

    /// A regular expression for each of them, one beside the other.
    private var alternatives: String {
        origins.map { origin in
            origin.map { "./_-:~".contains($0) && $0 != "." || $0.isLetter || $0.isNumber ? String($0) : "\\\($0)" }
                .joined()
        }.joined(separator: "|")
    }
}
