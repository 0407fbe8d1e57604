// SPDX-License-Identifier: Apache-2.0

/// The path under which the web server mounts the gateway: `GATEWAY_PATH_PREFIX`.
package struct PathPrefix: Sendable, Equatable {
    /// The path without a slash at its end: empty, or such as `/ai`.
    package let path: String

    /// The gateway has a host of its own.
    package init() {
        path = ""
    }

    /// Reads a prefix: `/ai`, `/ai/`, `/tools/ai`; `/` is none.
    ///
    /// Only what needs no escapes in a URL is taken, so that the same text can stand in a web server's configuration.
    package init?(_ text: String) {
        let path = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard !path.isEmpty else {
            self.path = ""
            return
        }
        let isSound = path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                true
            default:
                false
            }
        }
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)  // text: the operator's
        guard isSound, segments.first == "", segments.dropFirst().allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." })
        else { return nil }
        self.path = path
    }

    /// The whole path of a route below the prefix: `/ai/llm/generation`; of `/` it is the prefix itself.
    package func path(of route: String) -> String {
        route == "/" && !path.isEmpty ? path : path + route
    }
}
