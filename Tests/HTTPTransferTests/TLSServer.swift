import Foundation
import Glibc
import Synchronization
import TestSupport

/// A TLS server made of the system's `openssl`, with a certificate of its own for `127.0.0.1`.
final class TLSServer: Sendable {
    static let isAvailable = FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")

    /// What the certificate is good for.
    enum Certificate {
        case valid, otherHost, expired
    }

    /// What comes out of the connection.
    enum Content {
        /// Whole HTTP answers by path.
        case answers([String: String])
        /// These bytes as soon as the handshake is done, with `h2` agreed on.
        case http2([UInt8])
    }

    let port: UInt16
    let caFile: String
    private let directory: TemporaryDirectory
    private let processID: Int32
    private let input = Pipe()

    init(_ content: Content, certificate: Certificate = .valid, options: [String] = []) async throws {
        directory = try TemporaryDirectory()
        caFile = try Self.makeCertificate(certificate, in: directory)
        port = Self.nextPort()
        let process = Self.openssl(
            ["s_server", "-accept", "127.0.0.1:\(port)", "-cert", "cert.pem", "-key", "key.pem", "-quiet"]
                + Self.arguments(for: content) + options,
            in: directory)
        process.standardInput = input
        try directory.write("", to: "received")
        process.standardOutput = try FileHandle(
            forWritingTo: directory.url.appendingPathComponent("received"))
        if case .answers(let answers) = content {
            for (path, answer) in answers { try directory.write(answer, to: path) }
        }
        try process.run()
        processID = process.processIdentifier
        if case .http2(let bytes) = content { try send(bytes) }
        try await waitUntilItListens()
    }

    deinit { kill(processID, SIGKILL) }

    func url(_ path: String = "/") -> String { "https://127.0.0.1:\(port)\(path)" }

    /// Sends more bytes to the client that is connected.
    func send(_ bytes: [UInt8]) throws {
        try input.fileHandleForWriting.write(contentsOf: Data(bytes))
    }

    /// Waits until the client has sent that many bytes of content.
    func waitUntilReceived(bytes: Int) async throws {
        for _ in 0..<1_000 {
            let received = try Data(contentsOf: directory.url.appendingPathComponent("received"))
            if received.count >= bytes { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    private static func arguments(for content: Content) -> [String] {
        switch content {
        case .answers: ["-HTTP"]
        case .http2: ["-alpn", "h2"]
        }
    }

    private static func openssl(_ arguments: [String], in directory: TemporaryDirectory) -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = directory.url
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }

    /// Self-signed, so that the certificate is its own authority.
    private static func makeCertificate(_ kind: Certificate, in directory: TemporaryDirectory) throws
        -> String
    {
        let address = kind == .otherHost ? "192.0.2.1" : "127.0.0.1"
        try directory.write(
            """
            [ca]
            default_ca = test
            [test]
            new_certs_dir = .
            database = index.txt
            rand_serial = yes
            default_md = sha256
            policy = any
            x509_extensions = extensions
            [any]
            commonName = supplied
            [extensions]
            subjectAltName = IP:\(address)
            basicConstraints = CA:TRUE
            """, to: "ca.cnf")
        try directory.write("", to: "index.txt")
        let years =
            kind == .expired ? ("20200101000000Z", "20210101000000Z") : ("20200101000000Z", "20991231000000Z")
        for arguments in [
            ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", "key.pem"],
            ["req", "-new", "-key", "key.pem", "-subj", "/CN=campwatch test", "-out", "request.pem"],
            [
                "ca", "-batch", "-config", "ca.cnf", "-selfsign", "-keyfile", "key.pem", "-in", "request.pem",
                "-notext", "-out", "cert.pem", "-startdate", years.0, "-enddate", years.1,
            ],
        ] {
            let process = openssl(arguments, in: directory)
            try process.run()
            process.waitUntilExit()
        }
        return directory.file("cert.pem")
    }

    /// Counts the servers of this process.
    private static let count = Atomic<UInt16>(0)

    /// A port below those that the system hands out by itself, so that nobody else gets it meanwhile.
    private static func nextPort() -> UInt16 {
        20_000 + UInt16(getpid() % 100) * 100 + count.add(1, ordering: .relaxed).newValue
    }

    /// Looks into the kernel's list of sockets: connecting would use up the answer.
    private func waitUntilItListens() async throws {
        let entry = "0100007F:" + String(format: "%04X", port) + " 00000000:0000 0A"
        for _ in 0..<1_000 {
            let list =
                try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/net/tcp")).readToEnd() ?? Data()
            if String(decoding: list, as: UTF8.self).contains(entry) { return }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
