// SPDX-License-Identifier: Apache-2.0

/// Writes server-sent events as bytes.
///
/// Source: WHATWG HTML 9.2.5 "Parsing an event stream". Lines end with LF.
@usableFromInline
package enum ServerSentEventSerializer {
    /// Appends one event with its blank line.
    ///
    /// Each line of `data` becomes a `data` field; LF, CRLF and CR all count as line ends, and the receiver sees LF.
    /// Empty data becomes one empty field, which the receiver dispatches. A `name` ends at its first newline, for a
    /// field cannot hold one.
    @inlinable
    package static func appendEvent(name: String?, data: some Collection<UInt8>, to output: inout [UInt8]) {
        if let name {
            appendName(name, to: &output)
        }
        appendDataField(to: &output)
        let dataStart = output.count
        output.append(contentsOf: data)
        finishData(from: dataStart, to: &output)
    }

    /// Appends a comment and a blank line, which the receiver ignores: a sign of life.
    ///
    /// Each line of `text` becomes a comment of its own.
    package static func appendComment(_ text: String, to output: inout [UInt8]) {
        appendLines(Array(text.utf8)[...], prefix: [0x3A, 0x20], to: &output)
        output.append(UInt8(ascii: "\n"))
    }

    @usableFromInline
    static func appendName(_ name: String, to output: inout [UInt8]) {
        output.append(contentsOf: "event: ".utf8)
        let start = output.count
        output.append(contentsOf: name.utf8)
        if let newline = output.span.firstNewline(from: start) {
            output.removeSubrange(newline...)
        }
        output.append(UInt8(ascii: "\n"))
    }

    @usableFromInline
    static func appendDataField(to output: inout [UInt8]) {
        output.append(contentsOf: "data: ".utf8)
    }

    /// Ends an event whose data was appended as one line, splitting it if it turns out to be several.
    @usableFromInline
    static func finishData(from start: Int, to output: inout [UInt8]) {
        if output.span.firstNewline(from: start) != nil {
            let data = Array(output[start...])
            let fieldStart = start - "data: ".utf8.count
            output.removeSubrange(fieldStart...)
            appendLines(data[...], prefix: Array("data: ".utf8), to: &output)
        } else {
            output.append(UInt8(ascii: "\n"))
        }
        output.append(UInt8(ascii: "\n"))
    }

    /// Appends each line of `text` with a prefix and an LF; text that ends with a newline has an empty last line.
    private static func appendLines(_ text: ArraySlice<UInt8>, prefix: [UInt8], to output: inout [UInt8]) {
        var rest = text
        while true {
            output.append(contentsOf: prefix)
            guard let offset = rest.span.firstNewline(from: 0) else { break }
            let newline = rest.startIndex + offset
            output.append(contentsOf: rest[..<newline])
            output.append(UInt8(ascii: "\n"))
            let isPair = rest[newline...].starts(with: [0x0D, 0x0A])
            rest = rest[(newline + (isPair ? 2 : 1))...]
        }
        output.append(contentsOf: rest)
        output.append(UInt8(ascii: "\n"))
    }
}
