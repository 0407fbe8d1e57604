// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The options of an accepted connection.
enum SocketOptions {
    /// The kernel's buffer for what the peer did not read yet: small, so that a slow reader holds the provider back
    /// instead of filling memory (the default of 208 KB would be 1 GB at 5,000 slow readers).
    private static let sendBufferSize: Int32 = 32 << 10

    /// Makes the buffer of a unix socket small.
    static func limitSendBuffer(_ fileDescriptor: Int32) {
        set(fileDescriptor, SOL_SOCKET, SO_SNDBUF, sendBufferSize)
    }

    /// Lets TCP send each write at once.
    static func sendAtOnce(_ fileDescriptor: Int32) {
        set(fileDescriptor, Int32(IPPROTO_TCP), TCP_NODELAY, Int32(1))
    }

    /// Sets one option; a system that refuses it goes on with its default.
    static func set<Value: BitwiseCopyable>(_ fileDescriptor: Int32, _ level: Int32, _ name: Int32, _ value: Value) {
        var value = value
        unsafe _ = setsockopt(fileDescriptor, level, name, &value, socklen_t(MemoryLayout<Value>.size))
    }
}
