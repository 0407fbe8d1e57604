// SPDX-License-Identifier: Apache-2.0

/// The measurements, by the letters of `--only`.
enum Letter: String, CaseIterable, Sendable {
    /// Plain requests a second.
    case plainThroughput = "a"
    /// The latency of plain requests at a low rate.
    case latency = "b"
    /// Chunks a second.
    case chunkThroughput = "c"
    /// The time to the first chunk.
    case firstChunk = "d"
    /// The age of chunks on arrival.
    case ages = "e"
    /// Memory.
    case memory = "f"
    /// Start-up and size.
    case startUp = "g"
    /// A prompt of a megabyte.
    case largePrompt = "h"
    /// Clients that leave.
    case cancellation = "i"
    /// Ten thousand streams.
    case scale = "j"
    /// Clients that read slowly.
    case slowReaders = "k"
    /// More requests than are taken.
    case overload = "l"
    /// User instructions.
    case instructions = "m"
    /// What OpenAI's door costs beside the native API.
    case doors = "n"
}
