// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

extension StreamReceiver {
    /// Takes the end of the response on the event loop, because the sink hears of its last events there and nowhere
    /// else; for a function that is not on it.
    @inline(never)
    func finish(after interruption: (any Error)?, on eventLoop: any EventLoop) async {
        // Fails only when the event loop is shut down, and then nobody is left to hear of it.
        try? await eventLoop.submit { self.finish(after: interruption) }.get()
    }
}
