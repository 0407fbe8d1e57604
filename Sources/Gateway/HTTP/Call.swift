// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
package import FastCGI
package import HTTPTypes
package import Logging
internal import NIOConcurrencyHelpers
package import NIOCore
internal import Upstream

/// One HTTP request on its way to an endpoint, with all that answering it needs.
///
/// An object, because all layers between keep it while a stream runs.
package final class Call: Sendable {
    /// The request as the web server passed it on, without its body: that is ``takeBody()``'s.
    package let request: Request
    /// The way back.
    package let response: any ResponseSink
    /// The request's id: nginx's, or one of our own.
    package let requestID: String
    /// The method; nil when the web server tells none.
    package let method: HTTPRequest.Method?
    /// What it is about, and through which door it comes.
    let match: RouteMatch
    /// Who makes it; nil for somebody who has to show the key and does not.
    let caller: Caller?
    /// The event loop that the call lives on.
    package let eventLoop: any EventLoop

    /// When the request was complete.
    let start = NIODeadline.now()
    /// The time that providers take for the call.
    let upstreamTiming = UpstreamTiming()

    /// What is set, from the call's beginning to its end.
    let snapshot: Snapshot
    private let body: NIOLockedValueBox<[UInt8]>
    private let baseLogger: Logger
    private let storedNotes = NIOLockedValueBox(CallNotes())

    /// Makes a call of a request.
    init(
        request: Request,
        response: any ResponseSink,
        eventLoop: any EventLoop,
        match: RouteMatch,
        snapshot: Snapshot,
        logger: Logger
    ) {
        var request = request
        body = NIOLockedValueBox(request.body)
        request.body = []
        self.request = request
        self.response = response
        self.eventLoop = eventLoop
        requestID = RequestID.make(from: request.params)
        method = HTTPRequest.Method(request.params)
        self.match = match
        self.snapshot = snapshot
        caller = snapshot.authentication.caller(of: request.params, at: match.resource)
        baseLogger = logger
    }

    /// The path and the query; nil when the web server tells none.
    var target: RequestTarget? { match.target }
    /// What the path names; nil when there is no such path.
    var resource: Resource? { match.resource }
    /// What of the path stands behind that, where anything may.
    var rest: ByteString { match.rest }
    /// Who says how its errors look.
    var door: any Door { match.door }

    /// The fields of the target's query.
    var query: RequestQuery { RequestQuery(target?.query ?? "") }

    /// A logger that names the request; made when there is something to log, which is seldom.
    package var logger: Logger {
        var logger = baseLogger
        logger[metadataKey: "request_id"] = "\(requestID)"
        return logger
    }

    /// The request's body, once: whoever reads it decides how long it stays in memory.
    func takeBody() -> [UInt8] {
        body.withLockedValue { body in
            defer { body = [] }
            return body
        }
    }

    /// What is known of the call so far.
    var notes: CallNotes { storedNotes.withLockedValue { $0 } }

    /// What of the request was left out because it means nothing to the answer, in the door's words; for nearly all calls nothing.
    var ignoredNames: [String] {
        let (ignored, leftOut) = storedNotes.withLockedValue { ($0.ignored, $0.leftOut) }
        return leftOut.isEmpty ? ignored : ignored + door.names(of: leftOut)
    }

    /// Adds something to what the call's log line and the metrics say.
    func note(_ change: (inout CallNotes) -> Void) {
        storedNotes.withLockedValue { change(&$0) }
    }

    /// Says that the head of a response in parts goes out now.
    func noteHead(status: HTTPResponse.Status) {
        note { notes in
            notes.status = status.code
            notes.firstByte = .now()
        }
    }

    /// Sends the last bytes of the response.
    ///
    /// - Parameters:
    ///   - output: The bytes.
    ///   - status: The status, when the bytes are the whole response.
    /// - Returns: What became of them.
    @discardableResult
    func finish(_ output: [UInt8], status: HTTPResponse.Status? = nil) -> WriteOutcome {
        let outcome = response.finish(output)
        note { notes in
            let now = NIODeadline.now()
            notes.end = now
            if case .closed = outcome {
                notes.isDisconnected = true
            } else if let status {
                notes.status = status.code
                notes.firstByte = now
            }
        }
        return outcome
    }
}
