// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import ServerSentEvents
internal import Upstream

/// Takes a response down as it comes, with the times of its events.
///
/// Touched on the call's event loop alone.
final class ResponseRecorder: UpstreamReceiver {
    /// The most bytes of a body that are kept; of more nothing is read.
    private static let longestBody = 64 << 10

    private let start = ContinuousClock.now
    private let lastEvent: Int?
    private var parser = ServerSentEventParser(maximumEventSize: 64 << 10)
    private var isStream = false
    private var isBroken = false
    private(set) var response = SiteResponse()

    /// Makes a recorder.
    ///
    /// - Parameter lastEvent: The number of the event after which the connection is closed; nil to read to the end.
    init(leavingAfter lastEvent: Int?) {
        self.lastEvent = lastEvent
    }

    /// The response, when nothing more is going to come.
    func end(_ failure: UpstreamError?) -> SiteResponse {
        response.failure = failure
        response.duration = .now - start
        return response
    }

    func receive(head: UpstreamResponseHead) {
        response.head = head
        isStream = head.status == 200 && head["content-type"]?.hasPrefix("text/event-stream") == true
    }

    func receive(body: ByteBuffer) {
        response.body += body.readableBytesView.prefix(Self.longestBody - response.body.count)
        guard isStream else { return }
        let time = .now - start
        parser.append(body.readableBytesView)
        do throws(ServerSentEventError) {
            while let event = try parser.next() {
                response.events.append(TimedEvent(time: time, data: Array(event.data)))
            }
        } catch {
            isBroken = true
        }
    }

    func readComplete() -> UpstreamDemand {
        if let lastEvent, response.events.count >= lastEvent { return .stop }
        return isBroken || response.body.count >= Self.longestBody ? .stop : .more
    }
}
