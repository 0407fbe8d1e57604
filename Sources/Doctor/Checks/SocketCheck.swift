// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import FoundationEssentials

/// Whether the gateway's socket is there, and who may use it.
struct SocketCheck {
    let address: ListenAddress

    func finding() -> Finding {
        guard case .unix(let path) = address else {
            guard address.isLocal else {
                return Finding(
                    "socket",
                    .warning,
                    "\(address): other machines may reach it, and forge any request",
                    advice: [
                        "GATEWAY_LISTEN=unix:/run/llm-gateway/llm-gateway.sock"
                    ]
                )
            }
            return Finding("socket", .ok, "\(address), on this machine only")
        }
        guard let file = try? FileManager.default.attributesOfItem(atPath: path) else {
            return Finding(
                "socket",
                .failed,
                "\(path) is not there, or cannot be looked at",
                advice: [
                    "start the gateway; as another user: sudo llm-gateway doctor"
                ]
            )
        }
        guard file[.type] as? FileAttributeType == .typeSocket else {
            return Finding(
                "socket",
                .failed,
                "\(path) is no socket",
                advice: ["GATEWAY_LISTEN has to name another path"]
            )
        }
        let mode = FileMode(file)
        let owner = file[.ownerAccountName] as? String ?? "?"
        let group = file[.groupOwnerAccountName] as? String ?? "?"
        let seen = "\(path), mode \(mode), \(owner):\(group)"
        if mode.isWritableByOthers {
            return Finding(
                "socket",
                .warning,
                "\(seen): every user of this machine may connect",
                advice: [
                    "GATEWAY_SOCKET_MODE=0660, and GATEWAY_SOCKET_GROUP with the web server's group"
                ]
            )
        }
        return Finding("socket", .ok, seen)
    }
}
