import Foundation
import ServiceLifecycle
import Synchronization

/// Accepts connections on a listening socket and has each answered on a thread of its own, a few at a time.
///
/// Threads, because the calls block: a client that says nothing must not hold a thread of the cooperative pool. Whoever
/// answers bounds the time that a client may take.
struct SocketServer {
    /// Connections that wait for their turn to be accepted.
    static let backlog: Int32 = 16
    /// Milliseconds until the next try after a connection could not be accepted.
    private static let acceptPause: Int32 = 100
    /// Answers under way get this long at a stop.
    private static let stopPatience = 5.0

    /// A listening descriptor, which the server closes at its end.
    let listener: Int32
    /// Connections that are answered beside each other.
    let mostConnections: Int
    /// Takes over a connected descriptor and answers it; blocks.
    let answer: @Sendable (Int32) -> Void
    /// The same for a connection beyond `mostConnections`; must not block.
    let refuse: @Sendable (Int32) -> Void

    /// Serves until cancellation or shutdown.
    func run() async throws(SocketFailure) {
        let stop = try StopSignal()
        await withTaskCancellationOrGracefulShutdownHandler {
            await withCheckedContinuation { continuation in
                Thread.detachNewThread {
                    serve(until: stop)
                    continuation.resume()
                }
            }
        } onCancelOrGracefulShutdown: {
            stop.raise()
        }
        close(listener)
    }

    /// The accepting thread's loop.
    private func serve(until stop: StopSignal) {
        let underWay = DispatchGroup()
        let places = Places(mostConnections)
        while stop.wait(for: listener) {
            let client = accept(listener, nil, nil)
            guard client >= 0 else {
                // Without a free descriptor the connection stays in the queue, and poll would return at once.
                if errno != EINTR && errno != ECONNABORTED { stop.pause(milliseconds: Self.acceptPause) }
                continue
            }
            // Programs that a command sink starts must not inherit it.
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            guard places.take() else {
                refuse(client)
                continue
            }
            underWay.enter()
            Thread.detachNewThread { [answer] in
                answer(client)
                places.giveBack()
                underWay.leave()
            }
        }
        _ = underWay.wait(timeout: .now() + Self.stopPatience)
    }
}

/// How many more connections may be answered now.
private final class Places: Sendable {
    private let free: Mutex<Int>

    init(_ count: Int) { free = Mutex(count) }

    /// False when there is none.
    func take() -> Bool {
        free.withLock { free in
            guard free > 0 else { return false }
            free -= 1
            return true
        }
    }

    func giveBack() { free.withLock { $0 += 1 } }
}

/// Why a socket cannot be listened on.
package struct SocketFailure: Error, CustomStringConvertible {
    /// Where, and what the system says.
    package let description: String

    init(_ place: String, _ reason: String = String(cString: strerror(errno))) {
        description = "cannot listen on \(place): \(reason)"
    }
}

/// A latch that a thread polls beside a socket: a pipe that is readable once it is raised.
final class StopSignal: Sendable {
    private let reading: Int32
    private let writing: Int32

    init() throws(SocketFailure) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SocketFailure("a socket") }
        for end in ends {
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
        }
        (reading, writing) = (ends[0], ends[1])
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// A full pipe is a raised signal, so the result does not matter.
    func raise() { _ = write(writing, [1], 1) }

    /// Blocks until the socket has something; false once the signal is raised or the socket is none.
    func wait(for socket: Int32) -> Bool {
        var entries = [
            pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
            pollfd(fd: reading, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            guard poll(&entries, 2, -1) >= 0 || errno == EINTR else { return false }
            if entries[1].revents != 0 || entries[0].revents & Int16(POLLNVAL) != 0 { return false }
            if entries[0].revents != 0 { return true }
        }
    }

    /// Sleeps; the signal cuts it short.
    func pause(milliseconds: Int32) {
        var entry = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, milliseconds)
    }
}
