import Foundation
import TestSupport
import Testing

/// The metrics of the real daemon, read over its real port and socket.
@Suite(.timeLimit(.minutes(2)), .serialized) struct MetricsServerTests {
    private func settings(_ listen: String) -> String {
        NewsWorld.settings + "\n[metrics]\nlisten = \"\(listen)\"\n"
    }

    /// The samples by name and labels.
    private func samples(_ answer: String) -> [String: Double] {
        let body = answer.components(separatedBy: "\r\n\r\n").dropFirst().joined()
        let pairs = body.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap { line in
            line.lastIndex(of: " ").flatMap { space in
                Double(line[line.index(after: space)...]).map { (String(line[..<space]), $0) }
            }
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private let scrape = "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"

    @Test func everythingThatHappensIsCounted() async throws {
        var pages = WorldStories.feeds
        pages["/broken.xml"] = .status(404)
        let world = try NewsWorld(pages)
        let port = try freePort()
        try world.write(settings("127.0.0.1:\(port)"), to: "campwatch.toml")
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("metrics are served on 127.0.0.1:\(port)"))
        #expect(try await world.waitForLine("DeepSeek", in: "alerts.jsonl").count >= 1)
        #expect(try await world.waitForLine("Groq", in: "alerts.jsonl").count >= 1)

        var answer = ""
        var found: [String: Double] = [:]
        // What waits is counted a moment later than what was delivered.
        let isDone = { (found: [String: Double]) in
            found["campwatch_deliveries_total{sink=\"log\",result=\"delivered\"}"] == 5
                && found["campwatch_outbox_alerts{sink=\"log\",state=\"pending\"}"] == 0
        }
        for _ in 0..<400 where !isDone(found) {
            answer = try ask(scrape, connect(port: port))
            found = samples(answer)
            try await Task.sleep(for: .milliseconds(20))
        }

        #expect(
            answer.hasPrefix("HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
        #expect(found["campwatch_fetches_total{result=\"updated\"}"] == 3)
        #expect(found["campwatch_fetches_total{result=\"failed\"}"] ?? 0 >= 1)
        #expect(found["campwatch_deliveries_total{sink=\"log\",result=\"failed\"}"] == 0)
        #expect(found["campwatch_fetched_bytes_total"] ?? 0 > 1_000)
        #expect(found["campwatch_stories_total{kind=\"new\"}"] == 5)
        #expect(found["campwatch_deals_total{kind=\"new\"}"] == 5)
        #expect(found["campwatch_alerts_total"] == 5)
        #expect(found["campwatch_deliveries_total{sink=\"log\",result=\"delivered\"}"] == 5)
        #expect(found["campwatch_parse_seconds_count"] == 3)
        #expect(found["campwatch_analysis_seconds_count"] == 5)
        #expect(found["campwatch_stored_stories"] == 5)
        #expect(found["campwatch_feeds{state=\"failing\"}"] == 1)
        #expect(found["campwatch_outbox_alerts{sink=\"log\",state=\"pending\"}"] == 0)
        #expect(found["campwatch_refresh_queue{state=\"waiting\"}"] != nil)
        #expect(found["campwatch_database_bytes"] ?? 0 > 100_000)
        #expect(found["campwatch_fetching_down"] != nil)
        #expect(found.keys.contains { $0.hasPrefix("campwatch_build_info{version=") })

        for (request, status) in [
            ("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "404"), ("DELETE /metrics HTTP/1.0\r\n\r\n", "405"),
            ("GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n", "403"), ("nonsense\r\n\r\n", "400"),
            ("GET /metrics HTTP/1.1\r\nX: " + String(repeating: "x", count: 20_000), "431"),
        ] {
            #expect(try askWhenFree(request, port: port).hasPrefix("HTTP/1.1 \(status) "))
        }
        // A client that says nothing more is told after two seconds; others are served meanwhile.
        let silent = try connect(port: port)
        #expect(try askWhenFree(scrape, port: port).hasPrefix("HTTP/1.1 200 "))
        var late = try ask("GET /met", silent)
        if late.hasPrefix(busy) { late = try askWhenFree("GET /met", port: port) }
        #expect(late.hasPrefix("HTTP/1.1 408 "))
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func reloadStartsMovesAndStopsIt() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("is at work"))
        #expect(!daemon.log.contains("metrics are served"))
        let path = world.state + "/metrics.sock"

        try world.write(settings("unix:metrics.sock"), to: "campwatch.toml")
        daemon.send(SIGHUP)
        #expect(try await daemon.waitForLog("metrics are served on \(path)"))
        #expect(try ask(scrape, connect(path: path)).contains("campwatch_stored_stories"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(mode?.intValue == 0o660)

        let port = try freePort()
        try world.write(settings("[::1]:\(port)"), to: "campwatch.toml")
        daemon.send(SIGHUP)
        // A machine without IPv6 says so in the log and works on.
        let isServed = try await daemon.waitForLog("metrics are served on [::1]:\(port)")
        #expect(isServed || daemon.log.contains("metrics are not served"))
        #expect(!FileManager.default.fileExists(atPath: path))

        try world.write(settings("0.0.0.0:\(port)"), to: "campwatch.toml")
        daemon.send(SIGHUP)
        #expect(try await daemon.waitForLog("metrics.listen must be a loopback address"))
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func takenPortEndsNothingButTheMetrics() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        let port = world.server.port
        try world.write(settings("127.0.0.1:\(port)"), to: "campwatch.toml")
        let daemon = try DaemonProcess(world)

        #expect(
            try await daemon.waitForLog(
                "metrics are not served: cannot listen on 127.0.0.1:\(port): Address already in use"))
        #expect(try await !world.waitForLine("DeepSeek", in: "alerts.jsonl").isEmpty)
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }
}

/// Sends bytes and reads to the end of the answer; closes the descriptor.
private func ask(_ request: String, _ descriptor: Int32) throws -> String {
    defer { close(descriptor) }
    let bytes = Array(request.utf8)
    _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { return String(decoding: answer, as: UTF8.self) }
        answer += buffer[..<count]
    }
}

private let busy = "HTTP/1.1 503 "

/// Asks again where the places of the clients before are not free yet: on a busy machine that takes a moment after their
/// answers.
private func askWhenFree(_ request: String, port: UInt16) throws -> String {
    for _ in 0..<100 {
        let answer = try ask(request, connect(port: port))
        if !answer.hasPrefix(busy) { return answer }
        usleep(20_000)
    }
    return busy
}

private func connect(port: UInt16) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var name = loopback(port)
    let isConnected = withUnsafePointer(to: &name) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
    }
    try #require(isConnected)
    return descriptor
}

private func connect(path: String) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let isConnected = withUnsafePointer(to: &name) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            Foundation.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
    }
    try #require(isConnected)
    return descriptor
}

private func loopback(_ port: UInt16) -> sockaddr_in {
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_port = port.bigEndian
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return name
}

/// A port that nobody listened on a moment ago.
private func freePort() throws -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var name = loopback(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &name) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
        }
    }
    try #require(isBound)
    return UInt16(bigEndian: name.sin_port)
}
