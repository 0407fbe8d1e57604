// SPDX-License-Identifier: Apache-2.0

internal import NIOCore
internal import Providers
internal import Upstream

/// Whether a provider accepts its key: its list of models is asked for, which costs no tokens.
struct ProviderCheck {
    let provider: Provider
    let upstream: any UpstreamCalling
    let eventLoop: any EventLoop
    /// Whether the operator has said that this provider is to be used.
    let isWanted: Bool

    /// What was found; nil for a provider that is not used here.
    func finding() async -> Finding? {
        guard case .ready = provider.availability else { return nil }
        let recorder = ResponseRecorder(leavingAfter: nil)
        let response: SiteResponse
        do {
            try await upstream.execute(provider.modelsRequest, on: eventLoop, receiver: recorder)
            response = recorder.end(nil)
        } catch {
            response = recorder.end(error as? UpstreamError ?? UpstreamError(.cutOff, "\(type(of: error))"))
        }
        return judge(response)
    }

    private var name: String { "provider \(provider.name)" }

    private func judge(_ response: SiteResponse) -> Finding? {
        guard let status = response.status else {
            guard isWanted else { return nil }
            let seen = "\(provider.baseURL.text): \(response.failure?.message ?? "no answer")"
            let failure = response.failure?.underlying as? TLSFailure
            return Finding(
                name,
                provider.key == nil ? .warning : .failed,
                seen,
                advice: failure?.advice(for: "the provider's host") ?? [
                    "is \(provider.settingNames.baseURL) right, and does this machine reach it (HTTPS_PROXY, NO_PROXY, a firewall)?"
                ]
            )
        }
        let what = provider.key == nil ? "reached, no key needed" : "the key is accepted"
        switch status {
        case 200:
            return Finding(name, .ok, what)
        case 401, 403:
            return refused(status)
        case 400 where response.body.contains("API_KEY_INVALID"):
            return refused(status)
        case 404:
            return Finding(name, .unknown, "HTTP 404: it has no list of models to ask for")
        case 429:
            return Finding(name, .warning, "HTTP 429: reached, and too many requests or no credit")
        default:
            return Finding(name, .unknown, "HTTP \(status)")
        }
    }

    private func refused(_ status: Int) -> Finding {
        let variable = provider.settingNames.key
        guard provider.key != nil else {
            return Finding(name, .failed, "HTTP \(status): a key is needed", advice: ["\(variable)=…"])
        }
        return Finding(
            name,
            .failed,
            "HTTP \(status): the key is refused",
            advice: [
                "a new key in \(variable)"
                    + (status == 403 ? ", or the right to list models for this one" : "")
            ]
        )
    }
}

extension [UInt8] {
    /// Whether a text of ASCII characters occurs.
    fileprivate func contains(_ text: StaticString) -> Bool {
        String(decoding: self, as: UTF8.self).contains("\(text)")
    }
}
