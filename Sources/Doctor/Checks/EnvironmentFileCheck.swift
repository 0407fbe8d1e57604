// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// Who may read the file with the keys.
struct EnvironmentFileCheck {
    let path: String

    func finding() -> Finding {
        guard let file = try? FileManager.default.attributesOfItem(atPath: path) else {
            return Finding("environment file", .unknown, "\(path) cannot be looked at")
        }
        let mode = FileMode(file)
        let seen = "\(path), mode \(mode)"
        guard mode.isReadableByOthers || mode.isWritableByOthers else { return Finding("environment file", .ok, seen) }
        return Finding(
            "environment file",
            .warning,
            "\(seen): every user of this machine can read the keys",
            advice: [
                "chmod o= \(path)"
            ]
        )
    }
}
