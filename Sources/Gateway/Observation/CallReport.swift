// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Configuration
internal import FastCGI
internal import HTTPTypes
internal import NIOCore
internal import Upstream

/// A call that is over, as its log line and the metrics see it.
struct CallReport: Sendable {
    /// What nginx calls a request whose client left before there was an answer.
    static let clientClosedRequest = 499

    let requestID: String
    let caller: String
    let method: String?
    /// The path: one of a fixed list, else what came; nil when the web server tells none.
    let path: ByteString?
    /// The route; nil when there is no such path.
    let endpoint: String?
    /// The name of the door that it came through, also where its path leads nowhere.
    let door: String
    let status: Int
    let provider: String?
    let model: ByteString?
    let usage: Usage?
    /// How the provider answered its last call: a status, or a word such as `timeout`; nil when it was not called.
    let providerStatus: String?
    /// From the complete request to the head of the response; nil when none was sent.
    let timeToFirstByte: TimeAmount?
    /// From the complete request to the last byte's being handed to the kernel, or to the queue in front of it.
    let duration: TimeAmount
    /// The part of the duration in which no call of a provider ran: the gateway's own share.
    let overhead: TimeAmount
    let isDisconnected: Bool
    let isCancelled: Bool
    /// Whether the caller got an error, as a status or as the last event of a stream.
    var isFailed: Bool { !isDisconnected && (status >= 400 || isFailedStream) }
    let isFailedStream: Bool
}

extension CallReport {
    /// Reports a call whose response has ended.
    init(_ call: Call) {
        let notes = call.notes
        let end = notes.end ?? .now()
        requestID = call.requestID
        caller = call.snapshot.trustedProxies.caller(of: call.request.params)
        method = call.method?.rawValue
        path = call.resource?.path ?? call.target?.shownPath
        endpoint = call.resource?.route
        door = call.door.name
        status = notes.status ?? Self.clientClosedRequest
        provider = notes.provider
        model = notes.model
        usage = notes.usage
        providerStatus = notes.providerFailure ?? call.upstreamTiming.status.map(String.init)
        timeToFirstByte = notes.firstByte.map { $0 - call.start }
        duration = end - call.start
        overhead = max(.zero, duration - call.upstreamTiming.total(at: end))
        isDisconnected = notes.isDisconnected
        // The process ends calls as well, when a drain has taken too long: then the client gets an error.
        isCancelled = notes.isCancelled && notes.isDisconnected
        isFailedStream = notes.isFailedStream && !notes.isDisconnected
    }
}
