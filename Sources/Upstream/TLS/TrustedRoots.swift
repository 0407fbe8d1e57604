// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import NIOSSL
internal import OperatingSystem

/// The certificate authorities by which certificates are verified: those of two variables that OpenSSL's users know, or
/// the system's.
///
/// `SSL_CERT_FILE` is a file with certificates, PEM or one DER. `SSL_CERT_DIR` is a directory, or several with colons
/// between them: every file in it that holds certificates counts, whatever its name. Where one of them is set, nothing
/// else is trusted.
package struct TrustedRoots: Sendable, Equatable {
    /// The file to trust.
    package var file: String?
    /// The directories to trust.
    package var directories: [String] = []

    /// The system's.
    package init() {}

    package init(file: String?, directories: [String] = []) {
        self.file = file
        self.directories = directories
    }

    /// Reads the environment.
    package init(environment: [String: String]) {
        file = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
        directories = (environment["SSL_CERT_DIR"] ?? "").split(separator: ":").map(String.init)
    }

    /// Where distributions keep their list: Debian, Ubuntu, Arch; Fedora, EL; SUSE; Alpine.
    private static let systemFiles = [
        "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ]

    private var isSystem: Bool { file == nil && directories.isEmpty }

    /// What cannot be used, a sentence for each variable.
    package var faults: [String] {
        var faults: [String] = []
        if let file, let problem = Self.problem(of: file) {
            faults.append("SSL_CERT_FILE: expected a file with certificates, PEM or DER, got \"\(file)\": \(problem)")
        }
        for directory in directories where !Self.files(in: directory).contains(where: Self.holdsCertificates) {
            faults.append("SSL_CERT_DIR: expected a directory with certificates, got \"\(directory)\": it holds none")
        }
        return faults
    }

    /// Whether this machine has a list of its own, should it be needed.
    package var areThere: Bool {
        !isSystem || Self.systemFiles.contains(where: Self.isLikelyList)
    }

    /// The certificates to trust; nil when there are none.
    func load() -> NIOSSLTrustRoots? {
        if isSystem { return Self.systemFiles.first(where: Self.isLikelyList).map { .file($0) } }
        // A directory of the system's holds each file under several names.
        let files = Dictionary(paths.map { (FileVersion($0)?.inode, $0) }) { first, _ in first }
        let all = files.values.flatMap { Self.certificates(in: $0) ?? [] }
        return all.isEmpty ? nil : .certificates(all)
    }

    /// What changes when one of the files does.
    func versions() -> [FileVersion] {
        (isSystem ? Self.systemFiles : paths).compactMap { FileVersion($0) }
    }

    /// The files that are read.
    private var paths: [String] {
        (file.map { [$0] } ?? []) + directories.flatMap { Self.files(in: $0) }
    }

    private static func files(in directory: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.sorted().map { "\(directory)/\($0)" }
    }

    private static func problem(of file: String) -> String? {
        guard let data = FileManager.default.contents(atPath: file) else { return "it cannot be read" }
        if data.isEmpty { return "it is empty" }
        return holdsCertificates(file) ? nil : "it holds no certificate that can be read"
    }

    private static func holdsCertificates(_ file: String) -> Bool { certificates(in: file) != nil }

    private static func certificates(in file: String) -> [NIOSSLCertificate]? {
        guard let data = FileManager.default.contents(atPath: file), !data.isEmpty else { return nil }
        let bytes = [UInt8](data)
        if let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty { return certificates }
        return (try? NIOSSLCertificate(bytes: bytes, format: .der)).map { [$0] }
    }

    /// Whether a file has the mark of a certificate: reading all of a system's costs milliseconds and megabytes, which a
    /// gateway in front of local servers never needs.
    private static func isLikelyList(_ file: String) -> Bool {
        guard let data = FileManager.default.contents(atPath: file) else { return false }
        return data.firstRange(of: Data("-----BEGIN ".utf8)) != nil
    }
}
