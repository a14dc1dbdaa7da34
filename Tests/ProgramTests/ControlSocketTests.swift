import ArgumentParser
import Foundation
import Persistence
import TestSupport
import Testing
import Watch

@testable import campwatch

/// The commands of the CLI and the running daemon, over its real socket.
@Suite(.timeLimit(.minutes(2)), .serialized) struct ControlSocketTests {
    /// No feed becomes due by itself in the time of a test.
    private static let patientSettings = """
        [fetch]
        per_host_gap = "0s"
        allow_addresses = ["127.0.0.0/8"]
        [polling]
        interval = "1h"
        minimum = "1h"
        maximum = "1d"
        """

    private func world() async throws -> (NewsWorld, DaemonProcess) {
        let world = try NewsWorld(WorldStories.feeds)
        try world.write(Self.patientSettings, to: "campwatch.toml")
        try world.subscribe([])
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("is at work"))
        return (world, daemon)
    }

    private func run<Command: PrintingCommand>(
        _ command: Command.Type, _ arguments: [String], _ world: NewsWorld
    ) async throws -> CommandOutput {
        let context = CommandContext(terminal: .file, environment: [:], now: Date())
        let parsed = try Campwatch.parseAsRoot(
            arguments + ["--config", world.config, "--state", world.state])
        return try await #require(parsed as? Command).output(in: context)
    }

    @Test func feedsAreFetchedPausedAndResumedAtOnce() async throws {
        let (world, daemon) = try await world()
        let url = world.url("/money.xml")

        let start = ContinuousClock.now
        let added = try await run(FeedsAddCommand.self, ["feeds", "add", url, "--as-is"], world)
        #expect(try await world.waitForRequests(1))
        #expect(added.text == "subscribed to \(url)\n")
        // Nothing else would ask for an hour; the bound only leaves room for a busy machine.
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(try await !world.waitForLine("acquisition", in: "alerts.jsonl").isEmpty)

        let due = try await run(FeedsRefreshCommand.self, ["feeds", "refresh", "money"], world)
        #expect(due.text == "1 feed is due\n")
        #expect(try await world.waitForRequests(2))

        _ = try await run(FeedsPauseCommand.self, ["pause", "money"], world)
        let refused = await #expect(throws: Failure.self) {
            try await run(FeedsRefreshCommand.self, ["refresh", "money"], world)
        }
        #expect(refused?.message.contains("is paused") == true)
        #expect(world.server.requests.count == 2)

        _ = try await run(FeedsResumeCommand.self, ["resume", "money"], world)
        #expect(try await world.waitForRequests(3))
        _ = try await run(FeedsRefreshCommand.self, ["refresh"], world)
        #expect(try await world.waitForRequests(4))

        let reloaded = try await run(ReloadCommand.self, ["reload"], world)
        #expect(reloaded.text == "configuration reloaded\n")
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func silentClientsHoldUpNoCommand() async throws {
        let (world, daemon) = try await world()
        let silent = try (0..<4).map { _ in try ControlLine(world) }

        let status = try ControlLine(world).ask(#"{"version":1,"command":"status"}"#)

        #expect(status.contains(#""ok":true"#) && status.hasSuffix("\"version\":1}\n"))
        #expect(status.contains(#""scheduler":""#))
        _ = silent
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func socketOfAnotherUserIsToldWithTheGroup() async throws {
        let denied = ControlClient.Failure.denied(path: "/run/campwatch/campwatch.sock", group: "campwatch")

        #expect(
            Failure(denied)
                == Failure(
                    .unavailable,
                    "this user may not speak to campwatchd: /run/campwatch/campwatch.sock is for its own user and the "
                        + "group campwatch: use sudo, or join the group with `sudo adduser \"$USER\" campwatch` and "
                        + "log in anew"))
    }
}
