// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOSSL
import Testing
import Upstream

@Suite(.timeLimit(.minutes(2)))
struct UpstreamTLSTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    private func server() async throws -> ScriptedServer {
        let certificate = try NIOSSLCertificate(bytes: Array(TestCertificate.certificate.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(TestCertificate.privateKey.utf8), format: .pem)
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: [.certificate(certificate)],
            privateKey: .privateKey(key)
        )
        return try await ScriptedServer.start([.send(Self.ok)], tls: NIOSSLContext(configuration: configuration))
    }

    @Test func refusesACertificateThatNobodyHasSigned() async throws {
        let server = try await server()
        let url = "https://localhost:\(server.port)/"
        let error = try await UpstreamFixture.with { try await $0.failure(url) }
        #expect(error?.code == .unreachable)
        #expect(error?.message.contains("certificate") == true)
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    @Test func takesACertificateFromTheTrustedFile() async throws {
        let server = try await server()
        let url = "https://localhost:\(server.port)/"
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).pem").path
        try TestCertificate.certificate.write(toFile: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await UpstreamFixture.with(trustedRootsFile: file) { fixture in
            let receiver = RecordingReceiver()
            try await fixture.call(url, receiver)
            #expect(receiver.text == "ok")
        }
        try await server.stop()
    }
}
