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

    /// The status of the response; 0 until its head has come.
    var status: Int { head.status }

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

    /// Reads the response, or what came of it.
    ///
    /// - Parameters:
    ///   - provider: Whose it is.
    ///   - interruption: Why it is not whole; nil when it is.
    /// - Returns: The answer.
    /// - Throws: ``ProviderFault`` when another attempt may be made, ``ProviderError`` when not.
    @inline(never)
    func answer(of provider: Provider, after interruption: (any Error)?) throws -> ChatAnswer {
        guard let interruption else { return try answer() }
        let interruptionFault = ProviderFault(thrown: interruption)
        // The status of an error says enough, even when its body was cut off.
        if interruptionFault.kind != .cancelled, let fault { throw fault }
        throw ProviderError(interruptionFault, from: provider, underlying: interruption)
    }

    /// The error that the response is, as far as it came; nil when its status is one of success, or it never began.
    private var fault: ProviderFault? {
        head.status == 0 || head.isSuccess ? nil : wireFormat.fault(from: head, body: body.bytes)
    }

    /// Reads the response, once it has ended.
    private func answer() throws(ProviderFault) -> ChatAnswer {
        if let fault { throw fault }
        if let fault = ProviderFault(unreadable: head) { throw fault }
        if body.isOverLimit { throw ProviderFault(tooLarge: limits.answer) }
        return try wireFormat.answer(from: body.bytes)
    }
}
