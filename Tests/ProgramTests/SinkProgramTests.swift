import Foundation
import TestSupport
import Testing

/// The real daemon from a feed to a receiver.
@Suite(.timeLimit(.minutes(2)), .serialized) struct SinkProgramTests {
    private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

    /// Five deals, each to be told in the log and to the webhook `desk`.
    private func world(receiver: LoopbackServer) throws -> NewsWorld {
        let world = try NewsWorld(WorldStories.feeds)
        try world.write(Self.secret, to: "hook.secret")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: world.config + "/hook.secret")
        try world.write(
            NewsWorld.settings + """

                [sinks.desk]
                type = "webhook"
                url = "\(receiver.url("/alerts"))"
                secret_file = "hook.secret"
                allow_addresses = ["127.0.0.1"]
                """, to: "campwatch.toml")
        try world.write(
            "[[rule]]\nname = \"all\"\nfilter = \"\"\nsinks = [\"log\", \"desk\"]\n", to: "rules.toml")
        return world
    }

    /// Waits until so many different alerts have arrived, at most twenty seconds.
    private func wait(for count: Int, at receiver: LoopbackServer) async throws {
        for _ in 0..<2_000 where ids(receiver).count < count { try await Task.sleep(for: .milliseconds(10)) }
    }

    /// The lines of the alert log; none before there is one.
    private func lines(of world: NewsWorld) throws -> [String] {
        let path = world.state + "/alerts.jsonl"
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    private func ids(_ receiver: LoopbackServer) -> Set<String> {
        Set(receiver.requests.compactMap { $0.headers["webhook-id"] })
    }

    @Test func alertsReachAWebhookAndTheLogOnce() async throws {
        let receiver = try LoopbackServer { _ in LoopbackReply(status: 202) }
        let world = try world(receiver: receiver)
        let daemon = try DaemonProcess(world, ["--log-level", "debug"])

        try await wait(for: 5, at: receiver)
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)

        let log = try String(contentsOfFile: world.state + "/alerts.jsonl", encoding: .utf8)
        let lines = Set(log.split(separator: "\n").map(String.init))
        #expect(lines.count == 5 && Set(receiver.requests.map(\.bodyText)) == lines)
        #expect(receiver.requests.count == 5)
        #expect(receiver.requests.allSatisfy { $0.headers["webhook-signature"]?.hasPrefix("v1,") == true })
        #expect(!daemon.log.contains(Self.secret))
    }

    /// Killed while the receiver holds an answer back: what it had may come again, under the same id and with the same body.
    ///
    /// The first kill waits for all deals: two kills in the middle of a feed would put it into quarantine.
    @Test func aKilledDaemonDeliversEveryAlertAtLeastOnce() async throws {
        let receiver = try LoopbackServer { _ in LoopbackReply(status: 200, delay: 0.3) }
        let world = try world(receiver: receiver)
        for count in 1...3 {
            let daemon = try DaemonProcess(world)
            for _ in 0..<2_000 where try lines(of: world).count < 5 {
                try await Task.sleep(for: .milliseconds(10))
            }
            try await wait(for: count, at: receiver)
            daemon.send(SIGKILL)
            #expect(daemon.wait() == -SIGKILL)
        }
        let daemon = try DaemonProcess(world)
        try await wait(for: 5, at: receiver)
        // Before that a stop is no orderly one.
        #expect(try await daemon.waitForLog("is at work"))
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)

        let lines = try lines(of: world)
        #expect(lines.count == 5 && Set(lines) == Set(receiver.requests.map(\.bodyText)))
        #expect(ids(receiver).count == 5 && receiver.requests.count <= 5 + 3)
    }

    @Test func aReceiverThatHangsDelaysNeitherLogNorStop() async throws {
        let receiver = try LoopbackServer { _ in .scripted([.hang]) }
        let world = try world(receiver: receiver)
        let daemon = try DaemonProcess(world)
        try await wait(for: 1, at: receiver)
        let lines = try await world.waitForLine("Hugging Face", in: "alerts.log")

        let clock = ContinuousClock()
        let time = clock.measure {
            daemon.send(SIGTERM)
            #expect(daemon.wait() == 0)
        }

        #expect(!lines.isEmpty && receiver.requests.count == 1 && time < .seconds(10))
    }

    @Test func aReloadBringsASink() async throws {
        let receiver = try LoopbackServer { _ in LoopbackReply(status: 200) }
        let world = try world(receiver: receiver)
        let settings = try String(contentsOfFile: world.config + "/campwatch.toml", encoding: .utf8)
        let rules = try String(contentsOfFile: world.config + "/rules.toml", encoding: .utf8)
        try world.write(NewsWorld.settings, to: "campwatch.toml")
        try world.write("", to: "rules.toml")
        try world.subscribe([])
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("is at work"))

        try world.write(settings, to: "campwatch.toml")
        try world.write(rules, to: "rules.toml")
        try world.subscribe(WorldStories.feeds.keys.sorted())
        daemon.send(SIGHUP)
        try await wait(for: 5, at: receiver)
        daemon.send(SIGTERM)

        #expect(daemon.wait() == 0 && ids(receiver).count == 5)
    }
}
