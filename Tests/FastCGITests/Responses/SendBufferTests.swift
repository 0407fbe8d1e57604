// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

extension SocketTests {
    /// The kernel's memory, which is in no figure of the process.
    struct SendBufferTests {
        /// What a peer that does not read leaves in the kernel: the default would be 208 KB for each.
        @Test
        func aStreamFillsLittleOfTheKernel() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest().bytes)
            let response = try server.next().response
            var sent = 0
            while sent < 1 << 20, case .sent = response.write([UInt8](repeating: 0x61, count: 1_000)) { sent += 1_000 }
            #expect((8_000...80_000).contains(sent))
            withExtendedLifetime(peer) {}
        }

        /// An answer in one piece has nobody to hold back, and is given to the kernel whole.
        @Test
        func anAnswerInOnePieceGoesOutAtOnce() throws {
            let server = try TestServer()
            let peer = try server.send(WireRequest().bytes)
            #expect(try server.next().response.finish([UInt8](repeating: 0x61, count: 60_000)) == .sent)
            #expect(try peer.receiveToEnd().count > 60_000)
        }
    }
}
