// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A descriptor that log lines are written to, without ever waiting for whoever reads it.
final class LogDescriptor: Sendable {
    /// What became of a write.
    enum Outcome {
        /// So many bytes are written; 0 when none are taken now.
        case wrote(Int)
        /// Nobody will ever read it.
        case failed
    }

    private enum Kind {
        /// A file takes everything.
        case file
        /// A socket can be asked not to wait.
        case socket
        /// A pipe or a terminal, with a description of our own that does not wait: the one that was inherited is shared
        /// with other processes, which would not expect that.
        case ownDescription
        /// A pipe or a terminal that cannot be opened again: it is asked first, and another process may be quicker.
        case shared
        /// There is no standard error; the number belongs to something else by now.
        case none
    }

    private let descriptor: Int32
    private let kind: Kind

    /// Makes one of an open descriptor, which stays with whoever opened it.
    init(_ descriptor: Int32) {
        let flags = fcntl(descriptor, F_GETFD)
        var status = stat()
        // What was inherited is not closed on exec, or it would not be here.
        guard flags >= 0, flags & FD_CLOEXEC == 0, unsafe fstat(descriptor, &status) == 0 else {
            (self.descriptor, kind) = (-1, .none)
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG:
            (self.descriptor, kind) = (descriptor, .file)
        case S_IFSOCK:
            (self.descriptor, kind) = (descriptor, .socket)
        default:
            let own = unsafe open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
            (self.descriptor, kind) = own >= 0 ? (own, .ownDescription) : (descriptor, .shared)
        }
    }

    deinit {
        if case .ownDescription = kind { close(descriptor) }
    }

    /// Writes what is taken at once.
    func write(_ bytes: [UInt8]) -> Outcome {
        let written: Int
        switch kind {
        case .none:
            return .failed
        case .socket:
            written = unsafe send(descriptor, bytes, bytes.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
        case .shared where !isWritable(within: 0):
            return .wrote(0)
        case .file, .ownDescription, .shared:
            written = unsafe Glibc.write(descriptor, bytes, bytes.count)
        }
        if written >= 0 { return .wrote(written) }
        return errno == EAGAIN || errno == EINTR ? .wrote(0) : .failed
    }

    /// Whether bytes are taken, now or within a time; a negative one is for ever.
    func isWritable(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&entry, 1, milliseconds) == 1
    }
}
