// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import NIOCore
import NIOSSL
import Testing

@testable import Upstream

@Suite(.timeLimit(.minutes(2)))
struct UpstreamTLSTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    private func server(
        _ certificate: TestCertificate = .localhost,
        _ change: (inout TLSConfiguration) -> Void = { _ in }
    ) async throws -> ScriptedServer {
        var configuration = try certificate.serverConfiguration()
        change(&configuration)
        return try await ScriptedServer.start(
            [.send(Self.ok), .close],
            tls: NIOSSLContext(configuration: configuration)
        )
    }

    /// A file of its own for a test's certificates.
    private func withFile(_ content: [UInt8], _ body: (String) async throws -> Void) async throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).pem").path
        try Data(content).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        try await body(file)
    }

    private func failure(_ url: String, trusting file: String? = nil) async throws -> UpstreamError? {
        try await UpstreamFixture.with(trustedRoots: TrustedRoots(file: file)) { try await $0.failure(url) }
    }

    @Test(arguments: [
        (TestCertificate.localhost, false, TLSFailure.untrusted),
        (.expired, true, .expired(1_612_310_400)),
        (.future, true, .notYetValid(4_733_510_400)),
        (.other, true, .otherName("localhost")),
    ])
    func refusesACertificateAndSaysWhy(
        _ certificate: TestCertificate,
        _ isTrusted: Bool,
        _ reason: TLSFailure
    ) async throws {
        let server = try await server(certificate)
        let url = "https://localhost:\(server.port)/"
        let trusted = isTrusted ? certificate : .other
        try await withFile(Array(trusted.certificate.utf8)) { file in
            let error = try await failure(url, trusting: file)
            #expect(error?.code == .unreachable)
            #expect(error?.underlying as? TLSFailure == reason)
            #expect(error?.message == reason.description)
        }
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    @Test func aCertificateIsForAnAddressOnlyIfItSaysSo() async throws {
        let server = try await server(.other)
        let url = "https://127.0.0.1:\(server.port)/"
        try await withFile(Array(TestCertificate.other.certificate.utf8)) { file in
            let error = try await failure(url, trusting: file)
            #expect(error?.underlying as? TLSFailure == .otherName("127.0.0.1"))
        }
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    @Test(arguments: [TLSVersion.tlsv1, .tlsv11])
    func takesNoTLSBeforeVersion12(_ version: TLSVersion) async throws {
        let server = try await server { configuration in
            configuration.minimumTLSVersion = .tlsv1
            configuration.maximumTLSVersion = version
        }
        let url = "https://localhost:\(server.port)/"
        try await withFile(Array(TestCertificate.localhost.certificate.utf8)) { file in
            let error = try await failure(url, trusting: file)
            #expect(error?.underlying as? TLSFailure == .noCommonVersion)
        }
        #expect(server.requests.isEmpty)
        try await server.stop()
    }

    @Test func aPortWithoutTLSIsNamedAsSuch() async throws {
        let plain = try await ScriptedServer.start([.send("HTTP/1.1 400 Bad Request\r\n\r\n")], answersAtOnce: true)
        let error = try await failure("https://localhost:\(plain.port)/")
        #expect(error?.underlying as? TLSFailure == .noTLS)
        try await plain.stop()
    }

    @Test func takesAFileAsPEMOrDERAndADirectory() async throws {
        let server = try await server()
        let url = "https://localhost:\(server.port)/"
        let pem = Array(TestCertificate.localhost.certificate.utf8)
        let der = try #require(try NIOSSLCertificate.fromPEMBytes(pem).first).toDERBytes()
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try Data("no certificate".utf8).write(to: URL(fileURLWithPath: "\(directory)/README"))
        try Data(pem).write(to: URL(fileURLWithPath: "\(directory)/mine"))
        for content in [pem, der, Array("# mine\n".utf8) + Array(TestCertificate.other.certificate.utf8) + [10] + pem] {
            try await withFile(content) { file in
                for roots in [TrustedRoots(file: file), TrustedRoots(file: nil, directories: ["/nothing", directory])] {
                    try await UpstreamFixture.with(trustedRoots: roots) { fixture in
                        let receiver = RecordingReceiver()
                        try await fixture.call(url, receiver)
                        #expect(receiver.text == "ok")
                    }
                }
            }
        }
        try await server.stop()
    }

    @Test(arguments: [
        ("", "empty"), ("junk\n", "holds no certificate"),
        ("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "holds no certificate"),
    ])
    func aFileWithoutACertificateIsAFault(_ content: String, _ problem: String) async throws {
        try await withFile(Array(content.utf8)) { file in
            let faults = TrustedRoots(file: file).faults
            #expect(faults.count == 1)
            #expect(faults.first?.contains("SSL_CERT_FILE") == true && faults.first?.contains(problem) == true)
            #expect(faults.first?.contains(file) == true)
            let directory = String(file.dropLast(4))
            #expect(
                TrustedRoots(environment: ["SSL_CERT_DIR": directory]).faults.first?.contains("SSL_CERT_DIR") == true
            )
        }
        #expect(TrustedRoots(file: "/nothing").faults.first?.contains("cannot be read") == true)
    }

    @Test func aFileThatChangesIsReadAgain() async throws {
        try await withFile(Array(TestCertificate.other.certificate.utf8)) { file in
            let tls = TLSContext(TrustedRoots(file: file))
            let start = NIODeadline.now()
            let first = try tls.context(at: start)
            try Data(TestCertificate.localhost.certificate.utf8).write(to: URL(fileURLWithPath: file))
            #expect(try tls.context(at: start + TLSContext.checkInterval - .nanoseconds(1)) === first)
            let second = try tls.context(at: start + TLSContext.checkInterval)
            #expect(second !== first)
            // What is being written is no reason to trust nobody.
            try Data().write(to: URL(fileURLWithPath: file))
            #expect(try tls.context(at: start + TLSContext.checkInterval * 2) === second)
            try Data(TestCertificate.other.certificate.utf8).write(to: URL(fileURLWithPath: file))
            #expect(try tls.context(at: start + TLSContext.checkInterval * 3) !== second)
            let last = try tls.context(at: start + TLSContext.checkInterval * 4)
            #expect(try tls.context(at: start + TLSContext.checkInterval * 5) === last)
        }
    }
}
