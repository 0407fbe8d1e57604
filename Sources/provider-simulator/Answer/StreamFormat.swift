// SPDX-License-Identifier: Apache-2.0

/// The events of one stream in one dialect, as far as they can be written before the text is known.
protocol StreamFormat: Sendable {
    var contentType: String { get }

    /// The events before the first delta.
    var lead: [String] { get }

    /// The event with the reasoning of that index.
    func reasoningEvent(_ index: Int) -> String

    /// The events between the reasoning and the text.
    var textLead: String { get }

    /// An event with text, up to the text.
    var textOpening: String { get }

    /// What stands between two pieces of text in one event; nil where an event has one piece.
    var partSeparator: String? { get }

    /// An event with text, from the end of the text, when it is the same in all events.
    var textClosing: String? { get }

    /// The same after which that many pieces of reasoning and text have been sent.
    func textClosing(completion: Int) -> String

    /// The same in the last event with text if that carries the finish reason.
    var lastTextClosing: String? { get }

    /// The events that end the text; the finish reason is among them unless the last text carried it.
    func finishEvents(isCarried: Bool) -> [String]

    /// The events after those.
    var endEvents: [String] { get }

    /// An event with any data.
    func event(_ data: String) -> String

    /// What a provider of this kind sends when it fails in the middle of the stream.
    func failureEvents(_ error: SimulatedError) -> [String]
}

extension StreamFormat {
    var contentType: String {
        "text/event-stream; charset=utf-8"
    }

    var textLead: String {
        ""
    }

    var partSeparator: String? {
        nil
    }

    var lastTextClosing: String? {
        nil
    }
}
