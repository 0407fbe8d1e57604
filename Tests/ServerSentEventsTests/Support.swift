// SPDX-License-Identifier: Apache-2.0

import ServerSentEvents
import Testing

/// An event as text, for comparisons that print well.
struct PlainEvent: Equatable, CustomStringConvertible {
    var origin: ServerSentEvent.Origin = .data
    var name = ""
    var data: String

    init(_ data: String, name: String = "", origin: ServerSentEvent.Origin = .data) {
        self.origin = origin
        self.name = name
        self.data = data
    }

    init(_ event: ServerSentEvent) {
        origin = event.origin
        name = String(decoding: event.name, as: UTF8.self)
        data = String(decoding: event.data, as: UTF8.self)
    }

    var description: String { "\(origin) \(name.debugDescription) \(data.debugDescription)" }
}

/// Everything that the parser makes of an input in these pieces, `finish()` included.
func events(in pieces: [ArraySlice<UInt8>], limit: Int = 8 << 20) throws -> [PlainEvent] {
    var parser = ServerSentEventParser(maximumEventSize: limit)
    var events: [PlainEvent] = []
    for piece in pieces {
        parser.append(piece)
        while let event = try parser.next() {
            events.append(PlainEvent(event))
        }
    }
    while let event = try parser.finish() {
        events.append(PlainEvent(event))
    }
    #expect(try parser.finish() == nil)
    return events
}

/// The events of an input before its end is known.
func eventsBeforeEnd(_ input: String) throws -> [PlainEvent] {
    var parser = ServerSentEventParser()
    parser.append(input.utf8)
    var events: [PlainEvent] = []
    while let event = try parser.next() {
        events.append(PlainEvent(event))
    }
    return events
}

/// The ways of cutting an input: whole, bytewise, in twos and threes, and in two at every offset.
func allCuts(of input: [UInt8]) -> [[ArraySlice<UInt8>]] {
    var cuts = [1, 2, 3].map { size in
        stride(from: 0, to: input.count, by: size).map { input[$0..<min($0 + size, input.count)] }
    }
    cuts.append([input[...]])
    for offset in 0...input.count {
        cuts.append([input[..<offset], input[offset...]])
    }
    return cuts
}

/// Expects these events from the input, however it is cut.
func expectEvents(
    _ input: [UInt8],
    _ expected: [PlainEvent],
    sourceLocation: SourceLocation = #_sourceLocation
) throws {
    for pieces in allCuts(of: input) {
        let found = try events(in: pieces)
        guard found == expected else {
            #expect(found == expected, "cut into \(pieces.map(\.count))", sourceLocation: sourceLocation)
            return
        }
    }
}
