import Foundation
import Testing

@testable import Watch

@Suite(.timeLimit(.minutes(1))) struct ControlTests {
    /// Runs a server on a socket of its own while `body` talks to it.
    private func withServer(
        perform: @escaping @Sendable (ControlRequest) async -> ControlResponse,
        _ body: @Sendable (Directories) async throws -> Void
    ) async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "campwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: state) }
        let directories = Directories(config: nil, state: state.path, environment: [:])
        let server = ControlServer(path: directories.controlSocket, perform: perform)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            while !FileManager.default.fileExists(atPath: directories.controlSocket) {
                try await Task.sleep(for: .milliseconds(5))
            }
            try await body(directories)
            group.cancelAll()
        }
        #expect(!FileManager.default.fileExists(atPath: directories.controlSocket))
    }

    @Test func requestIsPerformedAndAnswered() async throws {
        try await withServer { request in
            .done("\(request.command.rawValue) \(request.url ?? "")", feedCount: 1)
        } _: { directories in
            let response = try await send(
                ControlRequest(.addFeed, url: "https://example.org/feed"), to: directories)

            #expect(response == .done("add-feed https://example.org/feed", feedCount: 1))
            let attributes = try FileManager.default.attributesOfItem(atPath: directories.controlSocket)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o660)
        }
    }

    @Test(arguments: [
        "nonsense", "{}", #"{"version":1,"command":"format-disk"}"#, #"{"version":9,"command":"status"}"#,
    ])
    func whatIsNoRequestIsRefused(_ line: String) async throws {
        try await withServer { _ in
            .done("performed")
        } _: { directories in
            let answer = try await onThread { try RawClient(path: directories.controlSocket).ask(line) }

            #expect(answer.hasPrefix(#"{"error":""#))
            #expect(answer.contains(#""ok":false"#))
        }
    }

    @Test func silentClientDoesNotKeepOthersOut() async throws {
        try await withServer { _ in
            .done("performed")
        } _: { directories in
            let silent = try RawClient(path: directories.controlSocket)

            let response = try await send(ControlRequest(.status), to: directories)

            #expect(response.ok)
            _ = silent
        }
    }

    @Test func requestOfAnotherVersionIsToldWhatToInstall() async throws {
        try await withServer { _ in
            .done("performed")
        } _: { directories in
            let answer = try await onThread {
                try RawClient(path: directories.controlSocket).ask(#"{"version":9,"do":["anything"]}"#)
            }

            #expect(answer.contains("of version 9 of the protocol"))
            #expect(answer.contains("campwatchd \(Version.current) speaks version 1"))
            #expect(answer.contains("install the same version of both"))
            #expect(answer.hasSuffix("\"version\":1}\n"))
        }
    }

    @Test(arguments: [
        (
            #"{"version":2,"program":"9.9.9","result":7}"#,
            ControlClient.Failure.otherVersion(program: "9.9.9")
        ),
        (#"{"ok":true,"message":"from before versions were told"}"#, .otherVersion(program: nil)),
        ("nonsense", .failed("what it said is no answer")),
    ])
    func answerOfAnotherVersionIsNotMisread(line: String, failure: ControlClient.Failure) async throws {
        let state = FileManager.default.temporaryDirectory.appending(path: "campwatch-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: state, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: state) }
        let directories = Directories(config: nil, state: state.path, environment: [:])
        let listener = try UnixListener.open(path: directories.controlSocket)
        defer { close(listener) }
        Thread.detachNewThread {
            let peer = LineSocket(descriptor: accept(listener, nil, nil))
            _ = try? peer.readLine(atMost: 1_000, until: .now + .seconds(5))
            try? peer.writeLine(Array(line.utf8), until: .now + .seconds(5))
        }

        let error = await #expect(throws: ControlClient.Failure.self) {
            _ = try await send(ControlRequest(.status), to: directories)
        }
        #expect(error == failure)
    }

    @Test func moreClientsThanAreHeardAtATimeAreToldSo() async throws {
        try await withServer { _ in
            .done("performed")
        } _: { directories in
            let path = directories.controlSocket
            let silent = try (0..<ControlServer.mostConnections).map { _ in try RawClient(path: path) }
            // Nothing is read of one that is turned away, and what it sends may find nobody there.
            let answer = try await onThread { try RawClient(path: path).ask("", isWhole: false) }
            let dropped = try await onThread { try silent[0].ask(#"{"version":1,"#, isWhole: false) }
            let later = try await send(ControlRequest(.status), to: directories)

            #expect(answer.contains("8 other commands are under way; try again"))
            #expect(dropped.contains("no whole request came"))
            #expect(later.ok)
            _ = silent
        }
    }

    @Test func requestWithoutEndIsCutOff() async throws {
        try await withServer { _ in
            .done("performed")
        } _: { directories in
            let answer = try await onThread {
                let flood = String(repeating: "x", count: ControlServer.largestMessage + 100_000)
                return try RawClient(path: directories.controlSocket).ask(flood, isWhole: false)
            }

            #expect(answer.contains("longer than 4194304 bytes"))
        }
    }

    @Test func somethingThatIsNoSocketIsNotReplaced() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "campwatch-\(UUID().uuidString)")
        try Data("mine".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }

        let error = #expect(throws: SocketFailure.self) { try UnixListener.open(path: file.path) }

        #expect(error?.description.contains("move it away") == true)
        #expect(try Data(contentsOf: file) == Data("mine".utf8))
    }

    /// Root may connect to anything.
    @Test(.enabled(if: geteuid() != 0)) func socketThatIsClosedToTheUserNamesItsGroup() async throws {
        try await withServer { _ in
            .done("performed")
        } _: { directories in
            chmod(directories.controlSocket, 0)
            let error = await #expect(throws: ControlClient.Failure.self) {
                _ = try await send(ControlRequest(.status), to: directories)
            }

            #expect(error?.description.contains("is for its own user and the group") == true)
        }
    }

    @Test func withoutDaemonTheClientSaysSo() throws {
        let directories = Directories(config: nil, state: "/nonexistent", environment: [:])

        #expect(throws: ControlClient.Failure.self) {
            try ControlClient(directories: directories).send(ControlRequest(.status))
        }
    }
}

/// Asks as the CLI does, which blocks: on a thread of its own, because the server needs the test's threads.
private func send(_ request: ControlRequest, to directories: Directories) async throws -> ControlResponse {
    try await onThread { try ControlClient(directories: directories).send(request) }
}

private func onThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result { try work() }) }
    }
}

/// Sends any bytes to a Unix socket.
private final class RawClient: Sendable {
    private let descriptor: Int32

    init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let result = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
    }

    deinit { close(descriptor) }

    /// Sends a line, or without its end what is no line yet; a server that stops reading is no failure.
    func ask(_ line: String, isWhole: Bool = true) throws -> String {
        let bytes = Array((line + (isWhole ? "\n" : "")).utf8)
        let sent = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        try #require(sent == bytes.count || !isWhole)
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }
}
