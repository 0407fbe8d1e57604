// SPDX-License-Identifier: Apache-2.0

/// The servers whose forms the simulator has.
enum LocalServer: String, CaseIterable, Sendable {
    case ollama, llamacpp, llamabox, vllm, lmstudio
    case llamaCppPython = "llama-cpp-python"

    /// Whether it counts tokens when it is asked for a stream, as it is for an answer in one piece too.
    var countsInStreams: Bool { self != .llamaCppPython }

    /// A model of it that no other test uses.
    func model(_ keys: String = "") -> AskedModel {
        AskedModel(.local, keys: "server=\(rawValue)" + (keys.isEmpty ? "" : "," + keys))
    }
}
