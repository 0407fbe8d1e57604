// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Composes the answer to a request with `stream: true`.
struct StreamComposer {
    let behaviour: Behaviour
    let format: any StreamFormat
    let deltas: DeltaWriter
    /// What the faults tell that have an error in the stream.
    let error: SimulatedError

    func answer() -> Answer {
        let head = ResponseHead(
            status: 200,
            contentType: format.contentType,
            fields: [("cache-control", "no-cache")]
        )
        guard let fault = behaviour.fault, fault.kind.hasPlace else {
            return Answer(head: head, body: .events(source(tail: tail)))
        }
        if fault.kind == .garbage {
            return Answer(head: head, body: .events(garbledSource(at: fault.place)))
        }
        let ending: Answer.Ending =
            switch fault.kind {
            case .stall: .stall
            case .reset: .reset
            case .cut: .cut
            default: .complete
            }
        let body = source(until: fault.place, then: faultEvents(fault.kind))
        return Answer(head: head, body: .events(body), ending: ending, endsInFault: true)
    }

    private func source(tail: [String]) -> EventSource {
        EventSource(
            lead: lead.map(bytes),
            deltas: deltas,
            deltaCount: deltas.count,
            insertion: nil,
            tail: trimmed(tail).map(bytes)
        )
    }

    /// The stream up to a fault, and what the fault adds.
    private func source(until place: Fault.Place, then events: [String]) -> EventSource {
        guard case .afterDeltas(let count) = place else { return source(tail: finishEvents + events) }
        return EventSource(
            lead: count == 0 ? [] : lead.map(bytes),
            deltas: deltas,
            deltaCount: min(count, deltas.count),
            insertion: nil,
            tail: trimmed(events).map(bytes)
        )
    }

    /// The whole stream, with an event in it that is not JSON.
    private func garbledSource(at place: Fault.Place) -> EventSource {
        let garbage = format.event("{not json")
        guard case .afterDeltas(let count) = place else {
            return source(tail: finishEvents + [garbage] + format.endEvents)
        }
        return EventSource(
            lead: lead.map(bytes),
            deltas: deltas,
            deltaCount: deltas.count,
            insertion: EventSource.Insertion(position: min(count, deltas.count), event: bytes(garbage)),
            tail: trimmed(tail).map(bytes)
        )
    }

    private var lead: [String] {
        (behaviour.hasByteOrderMark ? ["\u{FEFF}"] : []) + format.lead
    }

    private var tail: [String] {
        finishEvents + format.endEvents
    }

    private var finishEvents: [String] {
        format.finishEvents(isCarried: deltas.carriesFinish)
    }

    private func faultEvents(_ kind: Fault.Kind) -> [String] {
        let framing = EventFraming(behaviour: behaviour)
        return switch kind {
        case .errorEvent:
            format.failureEvents(error)
        case .errorEventNamed:
            [
                framing.before(name: "error") + #"{"error":\#(error.object(extra: #","status_code":400"#))}"#
                    + framing.after
            ]
        case .errorString:
            [format.event(#"{"error":\#(JSONText.quoted(error.message))}"#)]
        case .errorField:
            [framing.line("error", error.object()) + framing.lineEnding]
        case .bareError:
            [Self.prettyPrinted(error)]
        default:
            []
        }
    }

    /// The error over several lines, in no event at all.
    private static func prettyPrinted(_ error: SimulatedError) -> String {
        """
        {
          "error": {
            "code": \(error.status),
            "message": \(JSONText.quoted(error.message)),
            "status": \(JSONText.quoted(error.type))
          }
        }

        """
    }

    /// Takes the blank line behind the last event away if it should be missing.
    private func trimmed(_ events: [String]) -> [String] {
        let ending = behaviour.lineEnding.characters
        guard !behaviour.hasFinalBlankLine, let last = events.last, last.hasSuffix(ending + ending) else {
            return events
        }
        return events.dropLast() + [String(last.unicodeScalars.dropLast(ending.unicodeScalars.count))]
    }

    private func bytes(_ event: String) -> [UInt8] {
        Array(event.utf8)
    }
}
