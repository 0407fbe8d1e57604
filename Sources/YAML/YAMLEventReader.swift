// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import CYAML

/// Reads libyaml's events: the owner of its parser and of the bytes that it reads.
///
/// After an error, or the end of the stream, libyaml is asked for nothing more.
@safe final class YAMLEventReader {
    private let reading: UnsafeMutablePointer<cyaml_reading>
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let hasBegun: Bool
    private var hasEnded = false

    init(_ document: [UInt8]) {
        // Never empty: libyaml gets a pointer to something.
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, document.count))
        _ = unsafe bytes.initialize(from: document)
        unsafe self.bytes = unsafe bytes
        unsafe reading = UnsafeMutablePointer<cyaml_reading>.allocate(capacity: 1)
        hasBegun = unsafe cyaml_begin(reading, bytes.baseAddress, document.count) != 0
    }

    deinit {
        if hasBegun { unsafe cyaml_end(reading) }
        unsafe reading.deallocate()
        unsafe bytes.deallocate()
    }

    /// The next event, and where it begins.
    ///
    /// - Throws: ``YAMLError`` in libyaml's words.
    func next() throws(YAMLError) -> (event: YAMLEvent, mark: YAMLMark) {
        guard hasBegun else { throw YAMLError("there is no memory to read it", at: YAMLMark(line: 1, column: 1)) }
        while !hasEnded {
            let next = unsafe cyaml_next(reading)
            let mark = unsafe YAMLMark(line: next.line + 1, column: next.column + 1)
            if unsafe next.kind < 0 {
                hasEnded = true
                throw unsafe error(next, mark)
            }
            guard let event = unsafe Self.event(next) else { continue }
            if case .streamEnd = event { hasEnded = true }
            return (event, mark)
        }
        return (.streamEnd, YAMLMark(line: 1, column: 1))
    }

    private func error(_ event: cyaml_event, _ mark: YAMLMark) -> YAMLError {
        let words = unsafe Self.text(event.text, event.count)?.string ?? "it cannot be read"  // text: libyaml's own
        guard unsafe event.offset >= 0 else { return YAMLError(words, at: mark) }
        return unsafe YAMLError(words, at: self.mark(at: event.offset))
    }

    /// The place of a byte, before which all is sound UTF-8.
    private func mark(at offset: Int) -> YAMLMark {
        var (line, column) = (1, 1)
        let before = unsafe Array(bytes.prefix(offset))
        for byte in before {
            if byte == UInt8(ascii: "\n") {
                (line, column) = (line + 1, 1)
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return YAMLMark(line: line, column: column)
    }

    /// The event; nil for one that tells nothing.
    private static func event(_ event: cyaml_event) -> YAMLEvent? {
        let properties = unsafe YAMLProperties(
            anchor: text(event.anchor, event.anchor_count),
            isTagged: event.is_tagged != 0
        )
        switch unsafe yaml_event_type_t(UInt32(event.kind)) {
        case YAML_DOCUMENT_START_EVENT: return unsafe .documentStart(hasDirectives: event.has_directives != 0)
        case YAML_DOCUMENT_END_EVENT: return .documentEnd
        case YAML_ALIAS_EVENT: return .alias(properties.anchor ?? "")
        case YAML_SCALAR_EVENT:
            let text = unsafe text(event.text, event.count) ?? ""
            return unsafe .scalar(text, isPlain: event.is_plain != 0, properties)
        case YAML_SEQUENCE_START_EVENT: return .sequenceStart(properties)
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_START_EVENT: return .mappingStart(properties)
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_STREAM_END_EVENT: return .streamEnd
        default: return nil
        }
    }

    private static func text(_ start: UnsafePointer<UInt8>?, _ count: Int) -> ByteString? {
        guard let start = unsafe start else { return nil }
        return ByteString(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    }
}
