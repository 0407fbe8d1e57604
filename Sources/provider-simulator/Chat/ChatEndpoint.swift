// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The chat route of one dialect: records the request, reads the behaviour from the model name, composes the answer.
struct ChatEndpoint: Sendable {
    let dialect: any Dialect
    let observations: Observations

    func answer(to request: IncomingRequest) -> Answer {
        // Not `Result(catching:)`, which forgets the type of the error.
        let parsed: Result<any ChatRequest, SimulatedError>
        do throws(SimulatedError) {
            parsed = .success(try dialect.read(request))
        } catch {
            parsed = .failure(error)
        }
        let chat = try? parsed.get()
        let model = chat?.model ?? dialect.modelName(inTargetOf: request)
        let record = observations.started(request, model: model, isStream: chat?.isStream ?? false)
        let identity = AnswerIdentity(number: record.id)

        var answer = self.answer(to: request, parsed, model: model, identity: identity)
        answer.head?.fields.append((dialect.requestIDField, identity.requestID))
        answer.record = record
        return answer
    }

    private func answer(
        to request: IncomingRequest,
        _ parsed: Result<any ChatRequest, SimulatedError>,
        model: String,
        identity: AnswerIdentity
    ) -> Answer {
        let usual = dialect.adapted(to: dialect.defaults, identity: identity)
        do throws(SimulatedError) {
            let chat = try parsed.get()
            let behaviour = try behaviour(of: model)
            let call = Call(
                behaviour: behaviour,
                dialect: dialect.adapted(to: behaviour, identity: identity),
                request: request,
                chat: chat,
                identity: identity,
                log: observations.log
            )
            var answer = self.answer(to: call)
            call.dress(&answer)
            return answer
        } catch {
            return .error(usual.native(error), dialect: usual)
        }
    }

    private func behaviour(of model: String) throws(SimulatedError) -> Behaviour {
        do throws(BehaviourParser.Failure) {
            return try BehaviourParser.parse(model, defaults: dialect.defaults)
        } catch {
            throw dialect.invalidModel(error.message, isMissing: model.isEmpty)
        }
    }

    private func answer(to call: Call) -> Answer {
        var call = call
        if let refused = call.keyRefusal { return refused }
        if let times = call.behaviour.times, observations.log.countCall(model: call.behaviour.model) > times {
            call.behaviour.status = nil
            call.behaviour.fault = nil
        }
        if let fault = call.behaviour.fault, let answer = self.answer(to: call, instead: fault) { return answer }
        if let status = call.behaviour.status { return call.error(call.dialect.usualError(status: status)) }
        if let violation = call.chat.violation(of: call.behaviour) {
            return call.error(violation)
        }
        return call.answer()
    }

    /// What a fault puts in the place of the usual answer, whatever the request holds.
    private func answer(to call: Call, instead fault: Fault) -> Answer? {
        switch fault.kind {
        case .hang:
            return .nothing(.stall)
        case .reset where fault.isBeforeFirstEvent:
            return .nothing(.reset)
        case .loading:
            var loading = call.dialect.usualError(status: 503)
            loading.message = "Loading model"
            if call.dialect is OpenAIDialect {
                loading.type = "unavailable_error"
                loading.code = .number(503)
            }
            let calls = observations.log.countCall(model: call.behaviour.model)
            return calls <= call.behaviour.loads ? call.error(loading) : nil
        default:
            return nil
        }
    }
}
