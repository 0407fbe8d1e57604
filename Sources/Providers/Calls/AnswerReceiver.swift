// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import NIOCore
internal import Upstream

/// Collects a response that is one document.
final class AnswerReceiver: UpstreamReceiver {
    private let wireFormat: any WireFormat
    private let limits: ProviderLimits
    private var head = UpstreamResponseHead(status: 0)
    private var body = LimitedBody(limit: 0)

    init(wireFormat: any WireFormat, limits: ProviderLimits) {
        self.wireFormat = wireFormat
        self.limits = limits
    }

    func receive(head: UpstreamResponseHead) {
        self.head = head
        body = LimitedBody(limit: head.isSuccess ? limits.answer : limits.errorBody)
    }

    func receive(body part: ByteBuffer) {
        body.append(part.readableBytesView)
    }

    func readComplete() -> UpstreamDemand {
        body.isOverLimit ? .stop : .more
    }

    /// The error that the response is, as far as it came; nil when its status is one of success, or it never began.
    var fault: ProviderFault? {
        head.status == 0 || head.isSuccess ? nil : wireFormat.fault(from: head, body: body.bytes)
    }

    /// Reads the response, once it has ended.
    func answer() throws(ProviderFault) -> ChatAnswer {
        if let fault { throw fault }
        if let fault = ProviderFault(unreadable: head) { throw fault }
        if body.isOverLimit { throw ProviderFault(tooLarge: limits.answer) }
        return try wireFormat.answer(from: body.bytes)
    }
}
