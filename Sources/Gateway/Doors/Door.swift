// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import FastCGI
internal import HTTPTypes

/// A family of routes whose clients speak one language: what they may ask for, and how they are told that it failed.
protocol Door: Sendable {
    /// What the log and the metrics call it: a word of ours.
    var name: String { get }

    /// What it answers.
    var routes: [Route] { get }

    /// An error as its clients read it, whoever has found it: the router, the access check, a provider, an endpoint.
    func reply(to error: GatewayError) -> Reply

    /// The same, where the error itself names the call.
    func reply(to error: GatewayError, in call: Call) -> Reply

    /// Whether a request for a path that another door has too is meant for this one.
    func claims(_ params: Params) -> Bool

    /// What its clients call the parameters of a chat, as far as they have names for them.
    func names(of parameters: ChatParameters) -> [String]

    /// Whether its clients are told of what providers say in the heads of their responses.
    var passesProviderHeads: Bool { get }

    /// Adds the header fields that every response of the door has: the call's id, and what the provider has said.
    func addFields(of call: Call, to fields: inout HTTPFields)

    /// The names of the header fields that a page of another origin may read, as `Access-Control-Expose-Headers` has them.
    var exposedFields: String { get }
}

extension Door {
    func reply(to error: GatewayError, in call: Call) -> Reply { reply(to: error) }

    func claims(_ params: Params) -> Bool { false }

    func names(of parameters: ChatParameters) -> [String] { [] }

    var passesProviderHeads: Bool { false }

    func addFields(of call: Call, to fields: inout HTTPFields) { fields.set("X-Request-ID", call.requestID) }

    var exposedFields: String { "X-Request-ID, X-Finish-Reason, X-Provider, X-Provider-Status, Retry-After" }
}
