// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding
package import Upstream

/// What came of one request to the web server.
package struct SiteResponse: Sendable {
    /// The head; nil when none came.
    package var head: UpstreamResponseHead?
    /// The first bytes of the body.
    package var body: [UInt8] = []
    /// The events of the body, if it is a stream of events.
    package var events: [TimedEvent] = []
    /// Why the response is not whole; nil when it is, or was left on purpose.
    package var failure: UpstreamError?
    /// How long it took to its end.
    package var duration = Duration.zero

    /// Makes a response in which nothing has come.
    package init() {}

    /// The status; nil when no head came.
    package var status: Int? { head?.status }

    /// What it is, in words: its status, or why there is none.
    package var summary: String {
        let server = head?["server"].map { " from \(Self.cleaned($0))" } ?? ""
        switch (status, failure) {
        case (nil, let failure?): return failure.message
        case (nil, nil): return "no answer"
        case (let status?, nil): return "HTTP \(status)\(server)"
        case (let status?, let failure?): return "HTTP \(status)\(server), then \(failure.message)"
        }
    }

    /// The message of an error in the API's form: from the gateway, or from a web server that was taught it.
    package var errorMessage: String? {
        guard let document = try? JSONValue(parsing: body[...]), document["status"]?.stringValue == "error" else {
            return nil
        }
        return document["error"]?.stringValue
    }

    /// A header's value as it can be shown in a terminal.
    static func cleaned(_ value: String) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.prefix(100).filter { (0x20...0x7E).contains($0.value) }))
    }
}
