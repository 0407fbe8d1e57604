// SPDX-License-Identifier: Apache-2.0

/// A parser of server-sent events that has nothing in common with the product's.
///
/// Source: HTML standard, 9.2.6, interpreting an event stream; line ends are LF only, as the gateway promises no more.
package struct StreamEventParser {
    private var line: [UInt8] = []
    private var name: String?
    private var data: [String] = []

    /// Makes a parser.
    package init() {}

    /// Whether bytes of an event that has not ended yet are held.
    package var isInsideEvent: Bool { !line.isEmpty || name != nil || !data.isEmpty }

    /// Takes bytes and returns what they complete.
    package mutating func parse(_ bytes: [UInt8]) -> [StreamEvent] {
        var events: [StreamEvent] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            line += rest[..<end]
            rest = rest[(end + 1)...]
            if let event = endLine() { events.append(event) }
        }
        line += rest
        return events
    }

    private mutating func endLine() -> StreamEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        guard !line.isEmpty else {
            defer { (name, data) = (nil, []) }
            return name == nil && data.isEmpty ? nil : .event(name: name, data: data.joined(separator: "\n"))
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[colon...].dropFirst()
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        let text = String(decoding: value, as: UTF8.self)
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "": return .comment(text)
        case "data": data.append(text)
        case "event": name = text
        default: break
        }
        return nil
    }
}
