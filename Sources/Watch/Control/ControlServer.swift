import Foundation
import ServiceLifecycle

/// Serves the control socket: one request and one answer, a JSON object on a line each, for each connection.
///
/// A client that has not said all of its request after `patience` is dropped; eight are heard at a time. Only the
/// socket's owner and group may connect (mode 0660).
package struct ControlServer: Service {
    /// Bytes of the longest request: an OPML file of a few thousand feeds.
    static let largestMessage = 4 * 1_048_576
    static let mostConnections = 8
    private static let patience = Duration.seconds(2)

    private let path: String
    private let perform: @Sendable (ControlRequest) async -> ControlResponse

    package init(path: String, perform: @escaping @Sendable (ControlRequest) async -> ControlResponse) {
        self.path = path
        self.perform = perform
    }

    /// Listens until shutdown, then removes the socket; throws a `SocketFailure`.
    package func run() async throws {
        let server = SocketServer(
            listener: try UnixListener.open(path: path), mostConnections: Self.mostConnections
        ) {
            answer(LineSocket(descriptor: $0))
        } refuse: {
            refuse(LineSocket(descriptor: $0))
        }
        defer { unlink(path) }
        try await server.run()
    }

    private func answer(_ socket: consuming LineSocket) {
        let response: ControlResponse
        do {
            let line = try socket.readLine(atMost: Self.largestMessage, until: .now + Self.patience)
            response = respond(to: line)
        } catch LineSocket.Failure.tooLong {
            write(
                .failed("the request is longer than \(Self.largestMessage) bytes"), to: socket,
                for: Self.patience)
            socket.end(until: .now + Self.patience)
            return
        } catch LineSocket.Failure.timedOut {
            response = .failed("no whole request came within \(Self.patience)")
        } catch {
            return
        }
        write(response, to: socket, for: Self.patience)
    }

    /// Runs on the accepting thread, so it waits for nobody.
    private func refuse(_ socket: consuming LineSocket) {
        let response = ControlResponse.failed(
            "\(Self.mostConnections) other commands are under way; try again")
        write(response, to: socket, for: .milliseconds(10))
    }

    private func write(
        _ response: ControlResponse, to socket: borrowing LineSocket, for patience: Duration
    ) {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(response) else { return }
        // The client has gone: there is nobody to tell.
        try? socket.writeLine(Array(line), until: .now + patience)
    }

    private func respond(to line: [UInt8]) -> ControlResponse {
        let decoder = JSONDecoder()
        // The version first: a request of another one may have any form.
        guard let envelope = try? decoder.decode(ControlEnvelope.self, from: Data(line)) else {
            return .failed("not a request: one JSON object on a line, with a version and a command")
        }
        guard let version = envelope.version, version == ControlRequest.currentVersion else {
            let spoken = envelope.version.map { "is of version \($0)" } ?? "states no version"
            return .failed(
                "the request \(spoken) of the protocol, and campwatchd \(Version.current) speaks version "
                    + "\(ControlRequest.currentVersion): install the same version of both, and restart the daemon"
            )
        }
        guard let request = try? decoder.decode(ControlRequest.self, from: Data(line)) else {
            let known = ControlRequest.Command.allCases.map(\.rawValue).joined(separator: ", ")
            return .failed("campwatchd \(Version.current) does not know this command; it knows \(known)")
        }
        return BlockingWait.result { [perform] in await perform(request) } ?? .failed("no answer")
    }
}
