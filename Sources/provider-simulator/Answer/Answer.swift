// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// An answer ready to be played: its head, its body, the pace, and the way it ends.
struct Answer {
    /// Where the bytes of the body come from.
    enum Body {
        case bytes(ByteBuffer)
        case events(EventSource)
    }

    /// What happens after the last byte of the body.
    enum Ending {
        /// The body is ended properly.
        case complete
        /// Nothing more is sent, and the connection stays open.
        case stall
        /// The connection is closed although the body is not complete.
        case cut
        /// As `cut`, with a TCP reset.
        case reset
    }

    /// Nil when not even a head is sent.
    var head: ResponseHead?
    var body: Body
    var ending = Ending.complete
    var pacing = Pacing()

    /// Nil for the usual one: `length` for bytes, `chunked` for events.
    var transfer: BodyTransfer?

    /// The length to announce when it is not that of the body, in bytes.
    var declaredLength: Int?

    /// Whether a fault ends this answer early, for the outcome in the request's record.
    var endsInFault = false
    var record: RequestRecord?

    init(head: ResponseHead?, body: Body, ending: Ending = .complete, endsInFault: Bool = false) {
        self.head = head
        self.body = body
        self.ending = ending
        self.endsInFault = endsInFault
    }

    /// The transfer to use with a client that knows all of them.
    var usualTransfer: BodyTransfer {
        switch body {
        case .bytes: transfer ?? .length
        case .events: transfer == .close ? .close : .chunked
        }
    }

    /// An answer with status 200 and a JSON text.
    static func json(_ text: String) -> Answer {
        Answer(head: ResponseHead(status: 200, contentType: "application/json"), body: .bytes(ByteBuffer(string: text)))
    }

    /// An error answer with the status that the error names.
    static func error(_ error: SimulatedError, dialect: any Dialect, form: ErrorForm = .object) -> Answer {
        let body = ErrorBody(error, dialect: dialect, form: form)
        let head = ResponseHead(status: error.status, contentType: body.contentType)
        return Answer(head: head, body: .bytes(ByteBuffer(string: body.text)))
    }

    /// No answer at all.
    static func nothing(_ ending: Ending) -> Answer {
        Answer(head: nil, body: .bytes(ByteBuffer()), ending: ending, endsInFault: true)
    }
}
