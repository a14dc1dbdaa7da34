import Foundation
import ServiceLifecycle
import Synchronization

/// Serves the control socket: one request and one answer for each connection, one connection at a time.
///
/// A thread of its own accepts and reads, because the calls block; a client that says nothing is dropped after
/// `patience`. Only the socket's owner and group may connect (mode 0660).
package struct ControlServer: Service {
    /// Bytes of the longest request: an OPML file of a few thousand feeds.
    static let largestMessage = 4 * 1_048_576
    private static let patience = Duration.seconds(2)
    /// Milliseconds until the next try after a connection could not be accepted.
    private static let acceptPause: Int32 = 100

    private let path: String
    private let perform: @Sendable (ControlRequest) async -> ControlResponse

    package init(path: String, perform: @escaping @Sendable (ControlRequest) async -> ControlResponse) {
        self.path = path
        self.perform = perform
    }

    package enum Failure: Error, CustomStringConvertible {
        case cannotListen(path: String, reason: String)

        package var description: String {
            switch self {
            case .cannotListen(let path, let reason): "cannot listen on the control socket \(path): \(reason)"
            }
        }
    }

    /// Listens until shutdown, then removes the socket.
    package func run() async throws {
        let listener = try listen()
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else {
            throw Failure.cannotListen(path: path, reason: String(cString: strerror(errno)))
        }
        let (wake, stop) = (ends[0], ends[1])
        for end in ends { closeOnExec(end) }
        let state = Mutex(false)
        await withTaskCancellationOrGracefulShutdownHandler {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    serve(listener: listener, wake: wake)
                    continuation.resume()
                }
            }
        } onCancelOrGracefulShutdown: {
            state.withLock { isStopped in
                if !isStopped { close(stop) }
                isStopped = true
            }
        }
        close(listener)
        close(wake)
        state.withLock { isStopped in
            if !isStopped { close(stop) }
            isStopped = true
        }
        unlink(path)
    }

    private func listen() throws(Failure) -> Int32 {
        func failure() -> Failure { .cannotListen(path: path, reason: String(cString: strerror(errno))) }
        guard let address = UnixAddress(path: path) else {
            throw .cannotListen(path: path, reason: "the path is longer than the system allows")
        }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure() }
        // The state lock says that no other daemon lives here, so what stands there is a crash's remains.
        unlink(path)
        let isOpen =
            address.withSocketAddress { bind(descriptor, $0, $1) } == 0 && chmod(path, 0o660) == 0
            && Foundation.listen(descriptor, 16) == 0
        guard isOpen else {
            let failure = failure()
            close(descriptor)
            throw failure
        }
        return descriptor
    }

    /// The thread's loop: ends when the other end of `wake` is closed.
    private func serve(listener: Int32, wake: Int32) {
        var entries = [
            pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
            pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            guard poll(&entries, 2, -1) >= 0 || errno == EINTR else { return }
            if entries[1].revents != 0 { return }
            if entries[0].revents & Int16(POLLNVAL) != 0 { return }
            guard entries[0].revents != 0 else { continue }
            let client = accept(listener, nil, nil)
            guard client >= 0 else {
                // Without a free descriptor the connection stays in the queue, and poll would return at once.
                if errno != EINTR && errno != ECONNABORTED { _ = poll(&entries[1], 1, Self.acceptPause) }
                continue
            }
            closeOnExec(client)
            answer(LineSocket(descriptor: client))
        }
    }

    /// Programs that a command sink starts must not inherit a descriptor.
    private func closeOnExec(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    private func answer(_ socket: consuming LineSocket) {
        let response: ControlResponse
        do {
            let line = try socket.readLine(atMost: Self.largestMessage, until: .now + Self.patience)
            response = respond(to: line)
        } catch LineSocket.Failure.tooLong {
            response = .failed("the request is longer than \(Self.largestMessage) bytes")
        } catch {
            return
        }
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(response) else { return }
        // The client has gone: there is nobody to tell.
        try? socket.writeLine(Array(line), until: .now + Self.patience)
    }

    private func respond(to line: [UInt8]) -> ControlResponse {
        do {
            let request = try JSONDecoder().decode(ControlRequest.self, from: Data(line))
            guard request.version == ControlRequest.currentVersion else {
                return .failed("version \(request.version) is not spoken here; use version 1")
            }
            return wait(for: request)
        } catch {
            let commands = ControlRequest.Command.allCases.map(\.rawValue).joined(separator: ", ")
            return .failed("not a request: one JSON object with version 1 and a command of \(commands)")
        }
    }

    /// Runs the request's work on the cooperative pool and blocks this thread, which is ours, until it is done.
    private func wait(for request: ControlRequest) -> ControlResponse {
        let done = DispatchSemaphore(value: 0)
        let answer = Box()
        Task {
            let response = await perform(request)
            answer.value.withLock { $0 = response }
            done.signal()
        }
        done.wait()
        return answer.value.withLock { $0 } ?? .failed("no answer")
    }
}

/// Carries one answer from a task to the thread that waits for it.
private final class Box: Sendable {
    let value = Mutex<ControlResponse?>(nil)
}
