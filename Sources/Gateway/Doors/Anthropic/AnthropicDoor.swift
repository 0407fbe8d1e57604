// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import FastCGI
internal import HTTPTypes

/// Anthropic's API, as its clients speak it.
struct AnthropicDoor: Door {
    let name = "anthropic"

    var routes: [Route] {
        [
            Route(.post, "/v1/messages", MessagesEndpoint()),
            Route(.post, "/v1/messages/count_tokens", TokenCountEndpoint()),
            Route(.get, "/v1/models", AnthropicModelsEndpoint()),
            Route(.get, "/v1/models/*", AnthropicModelEndpoint()),
        ]
    }

    /// Some paths are OpenAI's too: its clients never send this field, and Anthropic's always do.
    func claims(_ params: Params) -> Bool { params.first("HTTP_ANTHROPIC_VERSION") != nil }

    func reply(to error: GatewayError) -> Reply { AnthropicError(error).reply() }

    func reply(to error: GatewayError, in call: Call) -> Reply {
        AnthropicError(error).reply(requestID: call.requestID)
    }

    func names(of parameters: ChatParameters) -> [String] { AnthropicParameters.names(of: parameters) }

    var passesProviderHeads: Bool { true }

    /// A provider of the dialect has an id that its support asks for; the gateway's own is in the log.
    func addFields(of call: Call, to fields: inout HTTPFields) {
        let provider = call.takeProviderHead().map(AnthropicProviderFields.init)
        fields.set("Request-ID", provider?.requestID ?? call.requestID)
        fields.set("X-Request-ID", call.requestID)
        fields.set("X-Gateway-Request-ID", call.requestID)
        provider?.add(to: &fields)
    }

    var exposedFields: String { AnthropicProviderFields.exposed }
}
