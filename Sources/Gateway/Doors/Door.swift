// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// A family of routes whose clients speak one language: what they may ask for, and how they are told that it failed.
protocol Door: Sendable {
    /// What the log and the metrics call it: a word of ours.
    var name: String { get }

    /// What it answers.
    var routes: [Route] { get }

    /// An error as its clients read it, whoever has found it: the router, the access check, a provider, an endpoint.
    func reply(to error: GatewayError) -> Reply

    /// What its clients call the parameters of a chat, as far as they have names for them.
    func names(of parameters: ChatParameters) -> [String]
}

extension Door {
    func names(of parameters: ChatParameters) -> [String] { [] }
}
