// SPDX-License-Identifier: Apache-2.0

/// The path of a request's target.
enum RequestPath {
    /// Drops query and fragment, decodes percent escapes, and drops one slash at the end.
    ///
    /// Escapes that are none stay as they are: such a path matches no route.
    static func normalize(_ target: String) -> String {
        var path = Array(target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
        if path.contains(UInt8(ascii: "%")) { path = decode(path) }
        if path.count > 1, path.last == UInt8(ascii: "/") { path.removeLast() }
        return path.isEmpty ? "/" : String(decoding: path, as: UTF8.self)
    }

    private static func decode(_ path: [UInt8]) -> [UInt8] {
        var decoded: [UInt8] = []
        decoded.reserveCapacity(path.count)
        var index = 0
        while index < path.count {
            if path[index] == UInt8(ascii: "%"), index + 2 < path.count,
                let high = digit(path[index + 1]), let low = digit(path[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(path[index])
                index += 1
            }
        }
        return decoded
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
