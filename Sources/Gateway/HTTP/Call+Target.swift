// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Providers

extension Call {
    /// The request's body, once, when all of it is there.
    ///
    /// - Throws: ``GatewayError`` as `Request.checkBody()` does.
    func takeWholeBody() throws(GatewayError) -> [UInt8] {
        try request.checkBody()
        return takeBody()
    }

    /// Finds whom a caller means by the name of a model, and notes it for the log.
    ///
    /// - Throws: ``GatewayError`` for a name that leads to nobody.
    func target(named name: ByteString) throws(GatewayError) -> ModelTarget {
        let target: ModelTarget
        do {
            target = try ModelTarget(named: name, in: snapshot.registry)
        } catch {
            throw GatewayError(.model(error), "model: \(error)")
        }
        note { notes in
            notes.provider = target.provider.name
            notes.model = target.model
        }
        return target
    }
}
