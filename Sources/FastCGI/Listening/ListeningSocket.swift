// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import NIOConcurrencyHelpers

/// A socket that listens: made here, or inherited from whoever started the process.
package final class ListeningSocket: Sendable {
    /// The identity of a socket file, to see later whether the path still leads to it.
    struct File: Equatable {
        var path: String
        var device: UInt64
        var inode: UInt64
    }

    /// What it is, in words for the operator: `unix:/run/llm-gateway.sock`, `a socket from systemd`.
    package let description: String
    /// True for a unix socket, false for TCP.
    package let isUnix: Bool
    /// The descriptor; it does not block.
    let fileDescriptor: Int32
    /// True when this process made the socket, or may have been given it for itself alone: what is in its queue when it is
    /// drained is served here, and then it is closed.
    let isOwned: Bool
    private let file: NIOLockedValueBox<File?>
    private let isClosed = NIOLockedValueBox(false)

    init(fileDescriptor: Int32, description: String, isUnix: Bool, isOwned: Bool, file: File? = nil) {
        self.fileDescriptor = fileDescriptor
        self.description = description
        self.isUnix = isUnix
        self.isOwned = isOwned
        self.file = NIOLockedValueBox(file)
        let flags = fcntl(fileDescriptor, F_GETFL)
        _ = fcntl(fileDescriptor, F_SETFL, flags | O_NONBLOCK)
        _ = fcntl(fileDescriptor, F_SETFD, FD_CLOEXEC)
    }

    /// The port of a TCP socket: which one it is when port 0 was asked for.
    package var port: UInt16? {
        guard !isUnix else { return nil }
        var address = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe getsockname(fileDescriptor, pointer, &size)
            }
        }
        guard result == 0 else { return nil }
        // sin_port and sin6_port lie at the same place.
        return unsafe withUnsafeBytes(of: address) { bytes in
            UInt16(bigEndian: unsafe bytes.load(fromByteOffset: 2, as: UInt16.self))
        }
    }

    /// False when the path that this process made its socket at does not lead to it any more.
    package var isReachable: Bool {
        file.withLockedValue { file in file.map { UnixSocketFile.identity(of: $0.path) == $0 } ?? true }
    }

    /// Removes the socket's file, if this process made it and it is still the same one.
    func unlink() {
        let file = file.withLockedValue { file in
            defer { file = nil }
            return file
        }
        if let file, UnixSocketFile.identity(of: file.path) == file {
            unsafe _ = Glibc.unlink(file.path)
        }
    }

    /// Removes the file and closes the descriptor.
    package func close() {
        unlink()
        let isFirst = isClosed.withLockedValue { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        guard isFirst else { return }
        if fileDescriptor == STDIN_FILENO {
            // The number stays taken: whatever is opened next would become standard input.
            let null = unsafe Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
            if null > STDIN_FILENO, dup2(null, STDIN_FILENO) == STDIN_FILENO {
                Glibc.close(null)
                return
            }
        }
        Glibc.close(fileDescriptor)
    }

    deinit {
        close()
    }
}
