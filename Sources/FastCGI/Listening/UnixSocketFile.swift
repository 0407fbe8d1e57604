// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import OperatingSystem

/// The file of a unix socket: made, judged stale or live, replaced.
enum UnixSocketFile {
    /// Makes the socket and listens on it, with the right owner and mode from the first moment at which it can be
    /// connected to.
    ///
    /// The directory is locked meanwhile, so that of two processes that start at once one finds the other listening.
    static func listen(
        _ path: String,
        access: UnixSocketAccess,
        backlog: Int32
    ) throws(FastCGIError) -> (fileDescriptor: Int32, file: ListeningSocket.File?) {
        guard path.utf8.count <= ListenAddress.maximumPathLength else {
            throw FastCGIError(
                .configuration,
                "cannot listen on \(path): the path has more than \(ListenAddress.maximumPathLength) bytes"
            )
        }
        let directory = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let lock = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0 else {
            throw FastCGIError(
                .configuration,
                "cannot listen on \(path): directory \(directory): \(SystemCall.describeLastError())"
            )
        }
        defer { close(lock) }
        _ = flock(lock, LOCK_EX)
        try removeIfStale(path)

        let fileDescriptor = try makeSocket()
        do throws(FastCGIError) {
            try bind(fileDescriptor, path, access: access)
            guard Glibc.listen(fileDescriptor, backlog) == 0 else { throw failure("listen on", path) }
        } catch {
            close(fileDescriptor)
            throw error
        }
        return (fileDescriptor, identity(of: path))
    }

    /// Which file a path leads to; nil when there is none.
    static func identity(of path: String) -> ListeningSocket.File? {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return nil }
        return ListeningSocket.File(path: path, device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    }

    /// Removes a socket that nobody listens on.
    ///
    /// - Throws: When somebody listens on it, or when the path leads to something else than a socket.
    private static func removeIfStale(_ path: String) throws(FastCGIError) {
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw FastCGIError(.configuration, "cannot listen on \(path): a file that is no socket is there")
        }
        let probe = try makeSocket()
        defer { close(probe) }
        // A live socket whose queue is full would hold a blocking connect until somebody accepts.
        _ = fcntl(probe, F_SETFL, O_NONBLOCK)
        let result = unsafe withAddress(path) { unsafe connect(probe, $0, $1) }
        guard result != 0, errno == ECONNREFUSED else {
            throw FastCGIError(.addressInUse, "cannot listen on \(path): another process listens there")
        }
        guard unsafe unlink(path) == 0 else { throw failure("replace the stale socket", path) }
    }

    private static func makeSocket() throws(FastCGIError) -> Int32 {
        let fileDescriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard fileDescriptor >= 0 else {
            throw FastCGIError(.system, "cannot make a socket: \(SystemCall.describeLastError())")
        }
        return fileDescriptor
    }

    private static func bind(
        _ fileDescriptor: Int32,
        _ path: String,
        access: UnixSocketAccess
    ) throws(FastCGIError) {
        // Nobody else may connect between bind and chmod.
        let before = umask(0o177)
        let result = unsafe withAddress(path) { unsafe Glibc.bind(fileDescriptor, $0, $1) }
        umask(before)
        guard result == 0 else { throw failure("listen on", path) }
        if let group = access.group, unsafe chown(path, uid_t.max, group) != 0 {
            let error = failure("give to group \(group)", path)
            unsafe _ = unlink(path)
            throw error
        }
        guard unsafe chmod(path, access.mode) == 0 else {
            let error = failure("set the mode of", path)
            unsafe _ = unlink(path)
            throw error
        }
    }

    private static func failure(_ action: String, _ path: String) -> FastCGIError {
        FastCGIError(.configuration, "cannot \(action) \(path): \(SystemCall.describeLastError())")
    }

    /// Calls with the path as a `sockaddr_un`; its length was checked by ``listen(_:access:backlog:)``.
    private static func withAddress(
        _ path: String,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { buffer in
            unsafe buffer.copyBytes(from: path.utf8.prefix(ListenAddress.maximumPathLength))
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe body(pointer, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }
}
