// SPDX-License-Identifier: Apache-2.0

extension Symptom {
    /// Its name in the text files.
    var title: String {
        switch self {
        case .noGateway: "no gateway"
        case .noLocation: "no location"
        case .slashRefused: "slash refused"
        case .buffered(let isProxied): isProxied ? "buffered by a proxy" : "buffered"
        case .disconnectNotTold: "disconnect not told"
        case .bodyRefused: "body refused"
        case .chunksRefused: "chunks refused"
        case .silenceCut: "silence cut"
        case .missing(let field): "missing \(field.rawValue)"
        }
    }

    /// What is filled into its lines.
    var values: [(name: String, text: String)] {
        switch self {
        case .noGateway(let socket):
            return [("socket", socket ?? "/run/llm-gateway/llm-gateway.sock")]
        case .noLocation(let path):
            return [("path", path)]
        case .bodyRefused(let bytes):
            // Above the gateway's limit, so that the gateway itself answers a body that is too large.
            let mebibytes = (bytes >> 20) + 1
            return [
                ("mebibytes", String(mebibytes)), ("kibibytes", String(mebibytes << 10)),
                ("bytes", String(mebibytes << 20)),
            ]
        case .silenceCut(let seconds):
            return [("seconds", String(seconds))]
        case .slashRefused, .buffered, .disconnectNotTold, .chunksRefused, .missing:
            return []
        }
    }
}
