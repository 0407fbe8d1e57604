// SPDX-License-Identifier: Apache-2.0

/// The path of a request's target.
enum RequestPath {
    /// Drops query and fragment, decodes percent escapes, and drops one slash at the end.
    ///
    /// Escapes that are none stay as they are: such a path matches no route.
    static func normalize(_ target: String) -> String {
        var path = Array(target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        if path.contains(UInt8(ascii: "%")) { path = PercentEncoding.decode(path[...]) }
        if path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        return path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
    }
}
