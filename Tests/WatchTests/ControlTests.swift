import Foundation
import Testing
import Watch

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
private final class RawClient {
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

    func ask(_ line: String) throws -> String {
        let bytes = Array((line + "\n").utf8)
        try #require(send(descriptor, bytes, bytes.count, 0) == bytes.count)
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }
}
