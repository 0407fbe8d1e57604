// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Fuzzing
import Glibc
import Testing

/// Connections that are wrong somewhere, to a server on a unix socket that answers with the request's body.
@Suite(.mayBlock) struct FastCGIFuzzTests {
    @Test func fastCGIStreams() async throws {
        let server = try TestServer.echo()
        let found = try await FuzzTarget("fastcgi-streams", inputs: 300).run { random in
            let seed = String(random.next())
            var mutation = RecordMutation(random)
            return FuzzInput([seed], mutation.connection())
        } check: { input in
            var random = SplitMix64(seed: try #require(input.words.first.flatMap { UInt64($0) }))
            let before = server.requestCount
            let peer = try server.connect()
            for piece in random.pieces(of: input.bytes, most: 2_000) {
                do {
                    try peer.send(piece)
                } catch let failure as Peer.Failure where failure.number != EAGAIN {
                    // A connection may be dropped in the middle of what is wrong.
                    break
                }
            }
            peer.shutdownOutput()
            let output = try peer.receiveToEnd()
            if let complaint = Self.complaint(output, requests: server.requestCount - before) { return complaint }
            peer.close()
            // Nothing of it touches the next connection.
            return try server.connect().exchange(WireRequest(body: [1, 2])) == [1, 2]
                ? nil : "the next one is not served"
        }
        for complaint in found { Issue.record("\(complaint)") }
        #expect(eventually { server.descriptorCount == 1 })
    }

    /// How an output breaks the rules.
    ///
    /// It is whole answers, each of STDOUT records and one END_REQUEST; the last one may be cut off. No more of them end
    /// well than requests were taken.
    private static func complaint(_ output: [UInt8], requests: Int) -> String? {
        let (records, size) = WireRecord.parse(output)
        if size < output.count, output[size] != 1 { return "no record at \(size): \(output[size...].prefix(16))" }
        var complete = 0
        for record in records {
            switch record.type {
            case WireRecord.Kind.stdout: continue
            case WireRecord.Kind.end:
                guard record.content.count == 8 else { return "an END_REQUEST of \(record.content.count) bytes" }
                if record.content[4] == 0 { complete += 1 }
            // The record behind an answer that asks a web server to drop the connection, and the answer to GET_VALUES.
            case 0, 10, 11: continue
            default: return "a record of type \(record.type)"
            }
        }
        return complete <= requests ? nil : "\(complete) answers to \(requests) requests"
    }
}
