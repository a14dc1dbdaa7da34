import Dispatch
import Foundation
import Glibc
import Synchronization

/// A real HTTP/1.1 server on the loopback interface, for tests and demonstrations.
///
/// One thread accepts, one thread serves each connection; connections are kept alive. The handler runs on
/// the connection's thread and may block; it may find the server's own address in the `Host` header.
/// It must not call `stop()`.
package final class LoopbackServer: Sendable {
    package let port: UInt16
    private let address: String
    private let core: ServerCore

    /// Listens at once; port 0 lets the system choose a free one.
    package init(
        port: UInt16 = 0, address: String = "127.0.0.1",
        handler: @escaping @Sendable (LoopbackRequest) -> LoopbackReply
    ) throws {
        let stopSignal = try StopSignal()
        let listener = try Listener(address: address, port: port)
        self.port = listener.port
        self.address = address
        core = ServerCore(
            stopSignal: stopSignal, listener: listener.descriptor, handler: handler)
        core.start()
    }

    deinit { stop() }

    /// The URL of a path that begins with a slash.
    package func url(_ path: String = "/") -> String {
        "http://\(address):\(port)\(path)"
    }

    /// Every request so far, in order of arrival (the newest 100,000).
    package var requests: [LoopbackRequest] { core.log.withLock { $0.requests } }

    /// How many TCP connections were accepted so far.
    package var connectionCount: Int { core.log.withLock { $0.connections } }

    /// Closes every connection and waits for the threads; safe to call twice.
    package func stop() {
        core.stopSignal.raise()
        core.threads.wait()
    }
}

/// What the threads share.
///
/// They keep it alive, not the server, so that `deinit` can stop them.
private final class ServerCore: Sendable {
    struct Log {
        var requests: [LoopbackRequest] = []
        var connections = 0
    }

    static let mostLogged = 100_000

    let listener: Int32
    let handler: @Sendable (LoopbackRequest) -> LoopbackReply
    let stopSignal: StopSignal
    let threads = DispatchGroup()
    let log = Mutex(Log())

    init(
        stopSignal: StopSignal, listener: Int32,
        handler: @escaping @Sendable (LoopbackRequest) -> LoopbackReply
    ) {
        self.stopSignal = stopSignal
        self.listener = listener
        self.handler = handler
    }

    func start() {
        detach("loopback-accept") { core in
            while let socket = core.accept() {
                let number = core.log.withLock { log in
                    log.connections += 1
                    return log.connections
                }
                core.detach("loopback-connection") { $0.serve(socket, number: number) }
            }
            close(core.listener)
        }
    }

    private func detach(_ name: String, _ body: @escaping @Sendable (ServerCore) -> Void) {
        threads.enter()
        let thread = Thread { [self] in
            body(self)
            threads.leave()
        }
        thread.name = name
        thread.start()
    }

    private func accept() -> LoopbackSocket? {
        while stopSignal.wait(for: listener, events: Int16(POLLIN)) {
            let descriptor = Glibc.accept(listener, nil, nil)
            if descriptor >= 0 { return LoopbackSocket(descriptor: descriptor, stopSignal: stopSignal) }
            // Out of descriptors: wait for a connection to end instead of spinning.
            guard stopSignal.pause(seconds: 0.02) else { return nil }
        }
        return nil
    }

    private func serve(_ socket: LoopbackSocket, number: Int) {
        var reader = RequestReader(socket: socket, connection: number)
        while let request = reader.next() {
            record(request)
            guard perform(handler(request), for: request, on: socket) else { return }
            if request.headers["Connection"]?.lowercased() == "close" { return }
        }
    }

    private func record(_ request: LoopbackRequest) {
        log.withLock { log in
            if log.requests.count >= Self.mostLogged { log.requests.removeFirst(Self.mostLogged / 10) }
            log.requests.append(request)
        }
    }

    /// True when the connection can carry another request.
    private func perform(_ reply: LoopbackReply, for request: LoopbackRequest, on socket: LoopbackSocket)
        -> Bool
    {
        if reply.delay > 0 {
            guard stopSignal.pause(seconds: reply.delay) else { return false }
        }
        guard let script = reply.script else {
            let bytes = reply.head() + (request.method == "HEAD" ? [] : reply.body)
            return socket.send(bytes) && reply.headers["Connection"]?.lowercased() != "close"
        }
        for step in script {
            guard perform(step, on: socket) else { return false }
        }
        return false
    }

    private func perform(_ step: LoopbackReply.Step, on socket: LoopbackSocket) -> Bool {
        switch step {
        case .send(let bytes): return socket.send(bytes)
        case .sendRepeatedly(let bytes, let times):
            for _ in 0..<times {
                guard socket.send(bytes) else { return false }
            }
            return true
        case .pause(let seconds): return stopSignal.pause(seconds: seconds)
        case .hang: socket.drain()
        case .reset: socket.resetOnClose()
        }
        return false
    }
}
