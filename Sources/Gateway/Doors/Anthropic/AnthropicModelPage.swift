// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// A page of the list of models.
///
/// Source: Claude API reference, list models.
struct AnthropicModelPage {
    private static let (usualLimit, highestLimit) = (20, 1000)

    private let limit: Int
    private let after: ByteString?
    private let before: ByteString?

    /// Reads which page is meant.
    ///
    /// - Throws: ``GatewayError`` for a limit that is none.
    init(_ query: RequestQuery) throws(GatewayError) {
        if let text = query["limit"] {
            guard let limit = text.limit, (1...Self.highestLimit).contains(limit) else {
                throw GatewayError(
                    .request,
                    "limit: expected an integer from 1 to \(Self.highestLimit), got \"\(text.prefix(bytes: 40))\""
                )
            }
            self.limit = limit
        } else {
            limit = Self.usualLimit
        }
        after = query["after_id"]
        before = query["before_id"]
    }

    func document(_ entries: [ModelList.Entry]) -> [UInt8] {
        var rest = entries[...]
        if let after { rest = rest.firstIndex { $0.id == after }.map { rest[($0 + 1)...] } ?? [] }
        if let before { rest = rest.firstIndex { $0.id == before }.map { rest[..<$0] } ?? [] }
        let page = before == nil ? rest.prefix(limit) : rest.suffix(limit)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("data")
        writer.beginArray()
        for entry in page { Self.write(entry, to: &writer) }
        writer.endArray()
        writer.key("has_more")
        writer.bool(page.count < rest.count)
        for (name, entry) in [("first_id", page.first), ("last_id", page.last)] {
            writer.key(name)
            if let entry { writer.string(entry.id) } else { writer.null() }
        }
        writer.endObject()
        return writer.take()
    }

    static func document(_ entry: ModelList.Entry) -> [UInt8] {
        var writer = JSONWriter()
        write(entry, to: &writer)
        return writer.take()
    }

    private static func write(_ entry: ModelList.Entry, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("type")
        writer.string("model")
        writer.key("id")
        writer.string(entry.id)
        writer.key("display_name")
        writer.string(entry.id)
        // When a model was made no provider but Anthropic tells in its list, and nobody reads it.
        writer.key("created_at")
        writer.string("1970-01-01T00:00:00Z")
        writer.key("lifecycle")
        writer.string("active")
        writer.endObject()
    }
}

extension ByteString {
    /// A number of few digits.
    fileprivate var limit: Int? {
        guard count <= 4, !isEmpty, bytes.allSatisfy(\.isASCIIDigit) else { return nil }
        return bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}
