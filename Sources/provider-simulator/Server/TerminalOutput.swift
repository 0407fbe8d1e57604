// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix

/// Writes whole lines to an open file descriptor, in order and without a buffer in between.
///
/// The writes run on one thread of their own, so that a slow terminal never holds an event loop up. Swift's `print` is
/// not used because it keeps a line back when standard output is a pipe.
final class TerminalOutput: Sendable {
    private let handle: NIOFileHandle
    private let threads: NIOThreadPool
    private let fileIO: NonBlockingFileIO
    private let eventLoop: any EventLoop

    /// Takes 1 or 2, and leaves it open in the end.
    init(descriptor: CInt, eventLoop: any EventLoop) {
        handle = NIOFileHandle(_deprecatedTakingOwnershipOfDescriptor: descriptor)
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
        fileIO = NonBlockingFileIO(threadPool: threads)
        self.eventLoop = eventLoop
    }

    deinit {
        // The handle insists on being closed or emptied before it goes; the descriptor itself is not ours to close.
        _ = try? handle.takeDescriptorOwnership()
        threads.shutdownGracefully { _ in }
    }

    @discardableResult
    func write(line: String) -> EventLoopFuture<Void> {
        fileIO.write(fileHandle: handle, buffer: ByteBuffer(string: line + "\n"), eventLoop: eventLoop)
    }
}
