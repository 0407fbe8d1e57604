// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOCore

/// `POST /chat/completions`: records the request, reads the behaviour from the model name and composes the answer.
struct ChatEndpoint: Sendable {
    let observations: Observations

    func answer(to request: IncomingRequest) -> Answer {
        let parsed = Result { try JSONDecoder().decode(ChatRequest.self, from: Data(request.body.readableBytesView)) }
        let chat = try? parsed.get()
        let model = chat?.model ?? ""
        let record = observations.started(request, model: model, isStream: chat?.isStream ?? false)
        let identity = AnswerIdentity(number: record.id)

        var answer: Answer
        do {
            let chat = try parsed.get()
            let behaviour = try BehaviourParser.parse(model)
            let call = Call(behaviour: behaviour, request: request, chat: chat, identity: identity)
            answer = self.answer(to: call)
            call.dress(&answer)
        } catch let failure as BehaviourParser.Failure {
            let code = model.isEmpty ? "missing_required_parameter" : "invalid_value"
            answer = .error(.invalid(failure.message, param: "model", code: code))
        } catch {
            answer = .error(Self.parseError(error))
        }
        answer.head?.fields.append(("x-request-id", identity.requestID))
        answer.record = record
        return answer
    }

    private func answer(to call: Call) -> Answer {
        var call = call
        if let refused = call.keyRefusal { return refused }
        if let times = call.behaviour.times, observations.log.countCall(model: call.behaviour.model) > times {
            call.behaviour.status = nil
            call.behaviour.fault = nil
        }
        if let fault = call.behaviour.fault, let answer = self.answer(to: call, instead: fault) { return answer }
        if let status = call.behaviour.status { return call.error(.usual(status: status)) }
        if let violation = RequestRules(behaviour: call.behaviour).violation(in: call.chat) {
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
            let loading = SimulatedError(
                status: 503,
                message: "Loading model",
                type: "unavailable_error",
                code: .number(503)
            )
            let calls = observations.log.countCall(model: call.behaviour.model)
            return calls <= call.behaviour.loads ? call.error(loading) : nil
        default:
            return nil
        }
    }

    private static func parseError(_ error: any Error) -> SimulatedError {
        if case DecodingError.typeMismatch(_, let context) = error, let key = context.codingPath.first {
            let path = context.codingPath.map(\.stringValue).joined(separator: ".")
            return .invalid("Invalid type for '\(path)'.", param: key.stringValue, code: "invalid_type")
        }
        let message = "We could not parse the JSON body of your request. The API expects a JSON payload."
        return .invalid(message, param: nil, code: nil)
    }
}
