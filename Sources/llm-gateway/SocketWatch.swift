// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import Logging

/// Tells the operator when the socket's file has been removed or replaced: the process goes on, and nobody reaches it.
///
/// It is not made anew: whoever has taken it away, or has put another one there, may be a gateway that takes over.
struct SocketWatch {
    private static let interval = Duration.seconds(10)

    let listener: ListeningSocket
    let logger: Logger

    /// Looks every ten seconds, until the file is gone or the task is cancelled.
    func run() async {
        while (try? await Task.sleep(for: Self.interval)) != nil {
            guard listener.isReachable else {
                logger.error(
                    "the socket's file is gone: no web server reaches this process any more, restart it",
                    metadata: ["listen": "\(listener.description)"]
                )
                return
            }
        }
    }
}
