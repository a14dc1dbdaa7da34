import Foundation
import GRDB
import TestSupport
import Testing

/// Kills the real daemon at random moments of its first cycle: nothing may be lost, nothing doubled.
@Suite(.timeLimit(.minutes(5)), .serialized) struct CrashTests {
    private static let rounds = 20

    /// What is in the files after all has come to rest.
    private struct Outcome: Equatable {
        var stories: Int
        var deals: Int
        var pending: Int
        var delivered: Int
        var jsonLines: [String]
        var textLines: Int
        var integrity: String
    }

    private func outcome(_ world: NewsWorld) throws -> Outcome {
        let ids = try lines(world, "alerts.jsonl").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(object?["id"] as? String)
        }
        let queue = try DatabaseQueue(path: world.state + "/campwatch.sqlite")
        return try queue.read { db in
            func count(_ sql: String) throws -> Int {
                try Int.fetchOne(db, sql: "SELECT count(*) FROM \(sql)") ?? -1
            }
            return Outcome(
                stories: try count("stories"), deals: try count("deals"),
                pending: try count("outbox WHERE state <> 'delivered'"),
                delivered: try count("outbox WHERE state = 'delivered'"), jsonLines: ids.sorted(),
                textLines: try lines(world, "alerts.log").count,
                integrity: try String.fetchOne(db, sql: "PRAGMA integrity_check") ?? "")
        }
    }

    private func lines(_ world: NewsWorld, _ name: String) throws -> [Substring] {
        try String(contentsOfFile: world.state + "/" + name, encoding: .utf8).split(separator: "\n")
    }

    /// How long an undisturbed first cycle takes from start to end.
    private func undisturbed() throws -> (Outcome, Duration) {
        let world = try NewsWorld(WorldStories.feeds)
        let clock = ContinuousClock()
        let time = try clock.measure {
            let code = try DaemonProcess(world, ["--once"]).wait()
            #expect(code == 0)
        }
        return (try outcome(world), time)
    }

    @Test func killedAtAnyMomentNothingIsLostOrDoubled() async throws {
        let (expected, time) = try undisturbed()
        #expect(expected.stories == 5)
        #expect(expected.pending == 0)
        #expect(expected.integrity == "ok")
        #expect(Set(expected.jsonLines).count == expected.delivered)
        #expect(expected.delivered >= 5)
        var killedInWork = 0

        for round in 0..<Self.rounds {
            let world = try NewsWorld(WorldStories.feeds)
            let victim = try DaemonProcess(world)
            let delay = try await waitForMoment(round, world, victim, cycle: time)
            let moment: Comment = "round \(round), killed \(delay) after its mark"
            victim.send(SIGKILL)
            if victim.wait() == -SIGKILL { killedInWork += 1 }
            let survivor = try DaemonProcess(world, ["--once"])

            try #require(survivor.wait() == 0, "\(moment): \(survivor.log)")
            let after = try outcome(world)
            #expect(after.stories == expected.stories, moment)
            #expect(after.deals == expected.deals, moment)
            #expect(after.pending == 0, moment)
            #expect(after.delivered == expected.delivered, moment)
            #expect(Set(after.jsonLines).count == after.jsonLines.count, moment)
            #expect(after.jsonLines.count == expected.delivered, moment)
            #expect(after.textLines == expected.delivered, moment)
            #expect(after.integrity == "ok", moment)
        }
        #expect(killedInWork == Self.rounds)
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
        #expect(try outcome(world).stories == 1)
        let queue = try DatabaseQueue(path: world.state + "/campwatch.sqlite")
        let source = try await queue.read { try String.fetchOne($0, sql: "SELECT text_source FROM stories") }
        #expect(source == "page")
        #expect(try lines(world, "alerts.jsonl").count == 1)
    }

    /// Any moment of a cycle, of the making of the database, or of the work after the start, by turns; gives back
    /// the time since that start.
    private func waitForMoment(
        _ round: Int, _ world: NewsWorld, _ victim: DaemonProcess, cycle: Duration
    ) async throws -> Duration {
        let delay: Duration
        switch round % 3 {
        case 0: delay = cycle * Double.random(in: 0...1)
        case 1:
            let database = world.state + "/campwatch.sqlite"
            while victim.isRunning && !FileManager.default.fileExists(atPath: database) {
                try await Task.sleep(for: .milliseconds(1))
            }
            delay = .milliseconds(.random(in: 0...60))
        default:
            // Fetch, commit and delivery together take some 60 ms once the daemon is ready.
            _ = try await victim.waitForLog("is at work")
            delay = .milliseconds(.random(in: 0...80))
        }
        try await Task.sleep(for: delay)
        return delay
    }
}
