// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Glibc
import Testing

extension SocketTests {
    struct UnixSocketTests {
        private let directory = TemporaryDirectory()

        private var path: String { directory.file("fcgi.sock") }

        private func open(
            _ path: String? = nil,
            _ access: UnixSocketAccess = UnixSocketAccess()
        ) throws -> ListeningSocket {
            try ListeningSocket.open(.unix(path: path ?? self.path), access: access)
        }

        private func status(_ path: String) -> stat? {
            var status = stat()
            let result = unsafe lstat(path, &status)
            return result == 0 ? status : nil
        }

        private func code(_ open: () throws -> ListeningSocket) -> FastCGIError.Code? {
            do {
                _ = try open()
                return nil
            } catch {
                return (error as? FastCGIError)?.code
            }
        }

        @Test func aFileThatIsTakenAwayIsMissed() throws {
            let socket = try open()
            #expect(socket.isReachable)
            unsafe _ = unlink(path)
            #expect(!socket.isReachable)
            // Another one's.
            let other = try open()
            #expect(!socket.isReachable)
            #expect(other.isReachable)
            // What it takes away itself is not missed.
            other.unlink()
            #expect(other.isReachable)
        }

        /// Leaves a socket's file behind that nobody listens on.
        private func leaveStaleSocket() throws {
            let fileDescriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = UnixAddress(path)
            let result = unsafe address.use { unsafe bind(fileDescriptor, $0, $1) }
            _ = close(fileDescriptor)
            try #require(result == 0)
        }

        @Test(arguments: [0o660, 0o600, 0o666, 0o777, 0o620] as [UInt32])
        func modeIsSetWhateverTheUmask(_ mode: UInt32) throws {
            let socket = try open(nil, UnixSocketAccess(mode: mode))
            let file = try #require(status(path))
            #expect(file.st_mode & 0o7777 == mode)
            #expect(file.st_mode & S_IFMT == S_IFSOCK)
            socket.close()
        }

        @Test
        func umaskIsPutBack() throws {
            let before = umask(0o27)
            defer { umask(before) }
            let socket = try open()
            #expect(umask(0o27) == 0o27)
            socket.close()
        }

        @Test
        func groupIsSet() throws {
            let groups: [UInt32] = geteuid() == 0 ? [getgid(), 4_242] : [getgid()]
            for group in groups {
                let socket = try open(nil, UnixSocketAccess(group: group))
                #expect(try #require(status(path)).st_gid == group)
                #expect(try #require(status(path)).st_mode & 0o7777 == 0o660)
                socket.close()
            }
        }

        @Test(.enabled(if: geteuid() != 0))
        func foreignGroupIsRefused() {
            #expect(code { try open(nil, UnixSocketAccess(group: 0)) } == .configuration)
            #expect(status(path) == nil)
        }

        @Test
        func staleSocketIsReplaced() throws {
            try leaveStaleSocket()
            let socket = try open()
            _ = try Peer(path: path)
            socket.close()
            #expect(status(path) == nil)
        }

        @Test
        func liveSocketIsLeftAlone() throws {
            let first = try open()
            let inode = try #require(status(path)).st_ino
            #expect(code { try open() } == .addressInUse)
            #expect(try #require(status(path)).st_ino == inode)
            _ = try Peer(path: path)
            first.close()
        }

        @Test
        func liveSocketWithFullQueueIsLeftAlone() throws {
            let (fileDescriptor, _) = try UnixSocketFile.listen(path, access: UnixSocketAccess(), backlog: 0)
            defer { _ = close(fileDescriptor) }
            let waiting = try Peer(path: path)
            // One more connect would block until somebody accepts.
            #expect(code { try open() } == .addressInUse)
            waiting.close()
        }

        @Test
        func fileThatIsNoSocketIsLeftAlone() throws {
            let file = unsafe Glibc.open(path, O_CREAT | O_WRONLY, 0o600)
            _ = close(file)
            #expect(code { try open() } == .configuration)
            #expect(try #require(status(path)).st_mode & S_IFMT == S_IFREG)
        }

        @Test
        func linkIsNotFollowed() throws {
            let result = unsafe symlink(directory.file("elsewhere"), path)
            try #require(result == 0)
            #expect(code { try open() } == .configuration)
            #expect(status(directory.file("elsewhere")) == nil)
        }

        @Test
        func missingDirectoryIsNamed() {
            let error = #expect(throws: FastCGIError.self) { try open(directory.file("none/fcgi.sock")) }
            #expect(error?.code == .configuration)
            #expect(error?.message.contains(directory.file("none")) == true)
        }

        @Test(arguments: [107, 108, 300])
        func pathHasAtMost107Bytes(_ length: Int) throws {
            let name = String(repeating: "x", count: length - directory.path.utf8.count - 1)
            let path = directory.file(name)
            if length <= 107 {
                let socket = try open(path)
                #expect(status(path) != nil)
                socket.close()
                #expect(status(path) == nil)
            } else {
                #expect(code { try open(path) } == .configuration)
                #expect(status(String(path.prefix(107))) == nil)
            }
        }

        @Test
        func fileOfItsOwnIsRemovedOnce() throws {
            let first = try open()
            first.unlink()
            #expect(status(path) == nil)
            let second = try open()
            // The path leads to another socket now.
            first.unlink()
            first.close()
            #expect(status(path) != nil)
            second.close()
            #expect(status(path) == nil)
        }

        @Test
        func fileOfSomebodyElseIsLeftAlone() throws {
            let socket = try open()
            unsafe _ = unlink(path)
            try leaveStaleSocket()
            socket.close()
            #expect(status(path) != nil)
        }

        @Test
        func closingTwiceIsHarmless() throws {
            let socket = try open()
            socket.close()
            let other = unsafe Glibc.open("/dev/null", O_RDONLY)
            socket.close()
            #expect(fcntl(other, F_GETFD) >= 0)
            _ = close(other)
        }

        @Test
        func descriptorIsClosedOnExecAndDoesNotBlock() throws {
            let socket = try open()
            #expect(fcntl(socket.fileDescriptor, F_GETFD) & FD_CLOEXEC != 0)
            #expect(fcntl(socket.fileDescriptor, F_GETFL) & O_NONBLOCK != 0)
            #expect(socket.isUnix)
            #expect(socket.isOwned)
            #expect(socket.port == nil)
            #expect(socket.description == "unix:\(path)")
        }
    }
}
