// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// Arguments of a call that come in pieces, each with the place where it belongs.
///
/// They are an object only when all of them are there, so nothing of them passes before.
struct GeminiArguments {
    /// The most bytes of texts and paths that are kept.
    private static let mostBytes = 16 << 20
    /// The most members and elements: each piece looks for its place among them.
    private static let mostPlaces = 1_000
    private static let deepest = 60

    private var root = JSONValue.object(JSONObject())
    private var size = 0
    private var placesLeft = Self.mostPlaces

    /// The arguments as JSON.
    var json: [UInt8] {
        var writer = JSONWriter()
        root.write(to: &writer)
        return writer.take()
    }

    /// Adds pieces; a text goes on with the one that stands there.
    mutating func add(_ pieces: [GeminiCall.PartialArgument]) throws(ProviderFault) {
        // Taken out, so that it changes in its place.
        var tree = root
        root = .null
        defer { root = tree }
        for piece in pieces {
            size += piece.path.count + (piece.value.textValue?.count ?? 0)
            let steps = Self.steps(of: piece.path)
            if !steps.isEmpty, steps.count <= Self.deepest { set(piece.value, at: steps[...], in: &tree) }
            guard size <= Self.mostBytes, placesLeft >= 0 else {
                throw ProviderFault(.invalidResponse, "sent arguments of a tool call that are too large")
            }
        }
    }

    /// Puts a value at its place; what stands there is taken out while it changes, so that nothing is copied.
    private mutating func set(_ new: JSONValue, at steps: ArraySlice<ByteString>, in value: inout JSONValue) {
        let before = value
        value = .null
        guard let step = steps.first else {
            value = Self.joined(consume before, new)
            return
        }
        switch consume before {
        case .array(var elements):
            if let index = step.decimal, takePlaces(index - elements.count + 1) {
                while elements.count <= index { elements.append(.null) }
                Self.open(&elements[index], for: steps.dropFirst().first)
                set(new, at: steps.dropFirst(), in: &elements[index])
            }
            value = .array(elements)
        case .object(var object):
            let index = object.members.firstIndex { $0.key == step } ?? object.members.count
            if index < object.members.count || takePlaces(1) {
                if index == object.members.count { object.append(step, .null) }
                Self.open(&object.members[index].value, for: steps.dropFirst().first)
                set(new, at: steps.dropFirst(), in: &object.members[index].value)
            }
            value = .object(object)
        case let other: value = other
        }
    }

    /// Counts places that are made; false when they are too many.
    private mutating func takePlaces(_ count: Int) -> Bool {
        placesLeft -= max(0, count)
        return placesLeft >= 0
    }

    private static func joined(_ before: consuming JSONValue, _ after: JSONValue) -> JSONValue {
        guard case .string(let piece) = after, case .string(var text) = consume before else { return after }
        text.bytes.append(contentsOf: piece.bytes)
        return .string(text)
    }

    /// Makes a place into what a step leads into.
    private static func open(_ value: inout JSONValue, for step: ByteString?) {
        guard let step, case .null = value else { return }
        value = step.decimal == nil ? .object(JSONObject()) : .array([])
    }

    /// The names and numbers of a path: `$.list[0].name`, `$['a b']`.
    private static func steps(of path: ByteString) -> [ByteString] {
        var steps: [ByteString] = []
        var rest = path.bytes.drop { $0 == UInt8(ascii: "$") }
        while let first = rest.first {
            rest = rest.dropFirst()
            if first == UInt8(ascii: "[") {
                let inner = rest.prefix { $0 != UInt8(ascii: "]") }
                rest = rest[inner.endIndex...].dropFirst()
                let quotes: [UInt8] = [UInt8(ascii: "'"), UInt8(ascii: "\"")]
                steps.append(ByteString(inner.drop { quotes.contains($0) }.prefix { !quotes.contains($0) }))
            } else if first == UInt8(ascii: ".") {
                let name = rest.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "[") }
                rest = rest[name.endIndex...]
                steps.append(ByteString(name))
            }
        }
        return steps
    }
}
