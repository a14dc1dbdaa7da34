import Foundation
import Logging
import ServiceLifecycle
import Synchronization

/// Serves the metrics over HTTP where `[metrics]` says, and follows it when a reload changes that.
///
/// A port that is taken ends nothing but the metrics: the work is more than what is said of it.
final class MetricsServer: Service {
    private static let mostConnections = 4
    private static let patience = Duration.seconds(2)
    /// From a place that could not be had to the next try.
    private static let retryPause = Duration.seconds(30)

    private let settings: LiveSettings
    private let directories: Directories
    private let logger: Logger
    private let text: @Sendable () async -> String
    private let change = Bell()
    private let isStopping = Mutex(false)

    /// `text` gives what is served, measured anew each time.
    init(
        settings: LiveSettings, directories: Directories, logger: Logger,
        text: @escaping @Sendable () async -> String
    ) {
        self.settings = settings
        self.directories = directories
        self.logger = logger
        self.text = text
    }

    /// Looks at the settings again.
    func wake() { change.ring() }

    func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            while !isStopping.withLock({ $0 }) {
                let listen = settings.current.configuration.metrics.listen
                let serving = Task { await serve(listen) }
                while !isStopping.withLock({ $0 }), settings.current.configuration.metrics.listen == listen {
                    await change.wait(atMost: .seconds(3_600))
                }
                serving.cancel()
                await serving.value
            }
        } onCancelOrGracefulShutdown: {
            self.isStopping.withLock { $0 = true }
            self.change.ring()
        }
    }

    /// Serves at an address as it stands in the settings, if it is one; a place that is taken is tried again.
    private func serve(_ place: String) async {
        guard let address = MetricsAddress(place) else { return }
        var isTold = false
        while !Task.isCancelled {
            do throws(SocketFailure) {
                try await serve(address, place)
                return
            } catch {
                if !isTold {
                    logger.error("metrics are not served: \(error); free the place or name another")
                }
                isTold = true
            }
            try? await Task.sleep(for: Self.retryPause)
        }
    }

    private func serve(_ address: MetricsAddress, _ place: String) async throws(SocketFailure) {
        switch address {
        case .tcp(let host, let port):
            try await serve(try TCPListener.open(host, port: port, place: place), place, checksHost: true)
        case .unix(let name):
            let path = directories.runtime + "/" + name
            let listener = try UnixListener.open(path: path)
            defer { unlink(path) }
            try await serve(listener, path, checksHost: false)
        }
    }

    private func serve(_ listener: Int32, _ place: String, checksHost: Bool) async throws(SocketFailure) {
        logger.notice("metrics are served on \(place)")
        let server = SocketServer(listener: listener, mostConnections: Self.mostConnections) { descriptor in
            self.answer(LineSocket(descriptor: descriptor), checksHost: checksHost)
        } refuse: {
            let socket = LineSocket(descriptor: $0)
            try? socket.write(Self.reply("503 Service Unavailable"), until: .now + .milliseconds(10))
        }
        try await server.run()
    }

    private func answer(_ socket: consuming LineSocket, checksHost: Bool) {
        let reply: [UInt8]
        do {
            let head = try socket.read(
                upTo: Array("\r\n\r\n".utf8), atMost: ScrapeRequest.longestHead, until: .now + Self.patience)
            try ScrapeRequest.check(head, checksHost: checksHost)
            let text = BlockingWait.result { [text] in await text() } ?? ""
            reply = Self.reply("200 OK", type: PrometheusText.contentType, body: text)
        } catch let refusal as ScrapeRequest.Refusal {
            reply = Self.reply(refusal.status)
        } catch LineSocket.Failure.tooLong {
            reply = Self.reply("431 Request Header Fields Too Large")
        } catch LineSocket.Failure.timedOut {
            reply = Self.reply("408 Request Timeout")
        } catch {
            return
        }
        // A client that has gone needs no answer.
        try? socket.write(reply, until: .now + Self.patience)
        socket.end(until: .now + .milliseconds(200))
    }

    private static func reply(
        _ status: String, type: String = "text/plain; charset=utf-8", body: String? = nil
    ) -> [UInt8] {
        let body = body ?? status + "\n"
        let allow = status.hasPrefix("405") ? "Allow: GET\r\n" : ""
        return Array(
            """
            HTTP/1.1 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\
            \(allow)Connection: close\r\n\r\n\(body)
            """.utf8)
    }
}
