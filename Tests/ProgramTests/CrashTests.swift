import CrashHarness
import Foundation
import GRDB
import TestSupport
import Testing

/// Kills the real daemon: nothing may be lost, nothing doubled.
@Suite(.timeLimit(.minutes(5)), .serialized) struct CrashTests {
    /// The short form of `make crash-test`.
    @Test func killedAtAnyMomentNothingIsLostOrDoubled() throws {
        let seed = UInt64.random(in: 0..<1_000_000)
        var run = try CrashRun(seed: seed)
        do {
            try run.run(rounds: 10)
        } catch let violation as Violation {
            Issue.record("round \(run.report.rounds), `make crash-test SEED=\(seed)`: \(violation)")
        }

        #expect(
            run.report.count(.entries) > 0 && run.report.count(.json) > 0 && run.report.count(.webhooks) > 0)
    }

    /// More often than the short form does it.
    @Test func killedWhileTheDatabaseIsMadeItIsMadeByTheNext() async throws {
        for _ in 0..<5 {
            let world = try NewsWorld(WorldStories.feeds)
            let database = world.state + "/campwatch.sqlite"
            let victim = try DaemonProcess(world)
            while victim.isRunning && !FileManager.default.fileExists(atPath: database) {
                try await Task.sleep(for: .milliseconds(1))
            }
            let delay = Duration.milliseconds(.random(in: 0...60))
            try await Task.sleep(for: delay)
            victim.send(SIGKILL)
            #expect(victim.wait() == -SIGKILL)

            let survivor = try DaemonProcess(world, ["--once"])

            try #require(survivor.wait() == 0, "killed after \(delay): \(survivor.log)")
            let queue = try DatabaseQueue(path: database)
            let (stories, verdict) = try await queue.read { db in
                (
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM stories"),
                    try String.fetchOne(db, sql: "PRAGMA integrity_check")
                )
            }
            #expect(stories == 5 && verdict == "ok", "killed after \(delay)")
        }
    }

    @Test func faultsArePlantedInBuildsForTheCrashTestOnly() throws {
        #expect(try !PlantedTrial.isPlanted(in: DaemonProcess.programs))
    }

    @Test func killedBetweenAPageAndItsCommitNothingIsLost() async throws {
        let world = try NewsWorld([:])
        let title = WorldStories.stories[0].title
        let date = Date(timeIntervalSinceNow: -3_600).formatted(.iso8601)
        world.replace(
            "/feed.xml",
            with: .feed(
                """
                <rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Wire</title><item>\
                <title>\(title)</title><link>\(world.url("/page.html"))</link><dc:date>\(date)</dc:date></item>\
                </channel></rss>
                """))
        let page = LoopbackReply(
            headers: ["Content-Type": "text/html"],
            text: "<html><body><article><p>\(WorldStories.stories[0].text)</p></article></body></html>")
        // The first look at the page never ends: whoever is killed then has the feed's answer and no commit.
        world.replace("/page.html", with: .reply(.scripted([.hang])))
        try world.subscribe(["/feed.xml"])
        let victim = try DaemonProcess(world)
        #expect(try await world.waitForRequests(3))
        victim.send(SIGKILL)
        #expect(victim.wait() == -SIGKILL)
        world.replace("/page.html", with: .reply(page))

        let survivor = try DaemonProcess(world, ["--once"])

        try #require(survivor.wait() == 0, "\(survivor.log)")
        let queue = try DatabaseQueue(path: world.state + "/campwatch.sqlite")
        let sources = try await queue.read { try String.fetchAll($0, sql: "SELECT text_source FROM stories") }
        #expect(sources == ["page"])
        let alerts = try String(contentsOfFile: world.state + "/alerts.jsonl", encoding: .utf8)
        #expect(alerts.split(separator: "\n").count == 1)
    }
}
