import Foundation
import Persistence
import TestSupport
import Testing

/// The real program: signals, exit codes and what it says.
@Suite(.timeLimit(.minutes(2)), .serialized) struct DaemonTests {
    @Test func sigtermStopsInTimeAndLeavesNoSocket() async throws {
        let world = try NewsWorld(WorldStories.feeds, delay: 30)
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("is at work"))

        let clock = ContinuousClock()
        let time = clock.measure {
            daemon.send(SIGTERM)
            #expect(daemon.wait() == 0)
        }

        #expect(time < .seconds(10))
        #expect(daemon.log.contains("campwatchd has stopped"))
        #expect(!FileManager.default.fileExists(atPath: world.state + "/campwatch.sock"))
    }

    @Test func secondDaemonExitsWith75AndNamesTheFirst() async throws {
        let world = try NewsWorld([:])
        let first = try DaemonProcess(world)
        #expect(try await first.waitForLog("is at work"))

        let second = try DaemonProcess(world)

        #expect(second.wait() == 75)
        #expect(second.log.contains("another campwatch process (pid "))
        first.send(SIGTERM)
        #expect(first.wait() == 0)
    }

    @Test func badReloadKeepsTheOldConfigurationAndSaysWhere() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("is at work"))

        try world.write("[fetch]\n\nmax_connections = 0\n", to: "campwatch.toml")
        daemon.send(SIGHUP)
        #expect(try await daemon.waitForLog("campwatch.toml:3: fetch.max_connections must be a whole number"))
        #expect(daemon.log.contains("the old one stays in force"))
        let before = world.server.requests.count
        #expect(try await world.waitForRequests(before + 1))

        try world.write(NewsWorld.settings, to: "campwatch.toml")
        daemon.send(SIGHUP)
        #expect(try await daemon.waitForLog("configuration reloaded"))
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func logThatCannotBeOpenedRefusesNoConfiguration() async throws {
        let world = try NewsWorld([:])
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("is at work"))

        try FileManager.default.removeItem(atPath: world.state + "/alerts.log")
        try FileManager.default.createDirectory(
            atPath: world.state + "/alerts.log", withIntermediateDirectories: false)
        let answer = try ControlLine(world).ask(#"{"version":1,"command":"reload"}"#)
        #expect(answer.contains("configuration reloaded, but the alert logs are not opened anew: sink log"))
        #expect(try await daemon.waitForLog("configuration reloaded"))
        #expect(!daemon.log.contains("the old one stays in force"))
        let status = try ControlLine(world).ask(#"{"version":1,"command":"status"}"#)
        #expect(status.contains(#""configurationErrors":[]"#))

        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func dealsAreCorrectedByTheRunningDaemonWithoutAnAlert() async throws {
        let stories = [
            WorldStories.stories[1],
            (
                title: "Groq to be acquired by OpenAI",
                text: "OpenAI is buying Groq, whose two hundred engineers join the company."
            ),
        ]
        let world = try NewsWorld(["/a.xml": .feed(WorldStories.feed("Wire", stories))])
        let daemon = try DaemonProcess(world)
        #expect(try await !world.waitForLine("acquisition", in: "alerts.jsonl").isEmpty)

        let line =
            #"{"version":1,"command":"split-deal","deal":1,"stories":[2],"author":"ada","reason":"no"}"#
        let split = try ControlLine(world).ask(line)
        let merge = try ControlLine(world).ask(#"{"version":1,"command":"merge-deals","deal":2,"other":1}"#)

        #expect(split.contains("1 story is deal 2 now, told apart from deal 1"))
        #expect(merge.contains("deal 1 is part of deal 2 now"))
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
        let alerts = try await world.waitForLine("acquisition", in: "alerts.jsonl")
        #expect(alerts.count == 1)
    }

    @Test func rotatedLogsAreWrittenAnew() async throws {
        var pages = WorldStories.feeds
        pages["/models.xml"] = .feed(WorldStories.feed("Model Watch", []))
        let world = try NewsWorld(pages)
        let daemon = try DaemonProcess(world)
        let early = WorldStories.stories[0].title
        #expect(try await world.waitForLine(early, in: "alerts.log").contains { $0.contains(early) })

        try FileManager.default.moveItem(
            atPath: world.state + "/alerts.log", toPath: world.state + "/alerts.log.1")
        daemon.send(SIGHUP)
        #expect(try await daemon.waitForLog("configuration reloaded"))

        let late = WorldStories.stories[4].title
        world.replace("/models.xml", with: .feed(WorldStories.feed("Model Watch", [WorldStories.stories[4]])))
        let log = try await world.waitForLine(late, in: "alerts.log")
        #expect(log.contains { $0.contains(late) })
        let rotated = try String(contentsOfFile: world.state + "/alerts.log.1", encoding: .utf8)
        #expect(rotated.contains(WorldStories.stories[0].title) && !rotated.contains(late))
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test func badConfigurationExitsWith78() throws {
        let world = try NewsWorld([:])
        try world.write("[polling]\ninterval = \"soon\"\n", to: "campwatch.toml")

        let start = try DaemonProcess(world)
        let check = try DaemonProcess(world, ["--check-config"])

        #expect(start.wait() == 78)
        #expect(start.log.contains("campwatch.toml:2: polling.interval must be a time"))
        #expect(check.wait() == 78)
    }

    @Test func goodConfigurationIsOK() throws {
        let world = try NewsWorld([:])

        let check = try DaemonProcess(world, ["--check-config"])

        #expect(check.wait() == 0)
        #expect(check.log.hasPrefix("OK: "))
    }

    @Test func onceWithOnlyFailuresExitsWith1() throws {
        let world = try NewsWorld(["/gone.xml": .status(404)])

        let daemon = try DaemonProcess(world, ["--once"])

        #expect(daemon.wait() == 1)
        #expect(daemon.log.contains("there is nothing at this address (404)"))
    }

    @Test func journalLinesCarryTheirPriority() throws {
        let world = try NewsWorld([:])

        let daemon = try DaemonProcess(world, ["--once"], isForJournal: true)

        #expect(daemon.wait() == 0)
        #expect(daemon.log.hasPrefix("<5>0 feeds refreshed, 0 failed, 0 new stories, 0 alerts"))
    }

    @Test func anInheritedJournalStreamOfAnotherProcessIsNotOurs() throws {
        let world = try NewsWorld([:])

        let daemon = try DaemonProcess(world, ["--once"], environment: ["JOURNAL_STREAM": "8:1"])

        #expect(daemon.wait() == 0)
        #expect(daemon.log.contains("NOTICE   0 feeds refreshed"))
    }

    @Test func controlSocketAddsRefreshesAndReports() async throws {
        let world = try NewsWorld([
            "/late.xml": .feed(WorldStories.feed("Late Wire", [WorldStories.stories[0]]))
        ])
        try world.subscribe([])
        let daemon = try DaemonProcess(world)
        #expect(try await daemon.waitForLog("is at work"))

        let added = try ControlLine(world).ask(
            #"{"version":1,"command":"add-feed","url":"\#(world.url("/late.xml"))","language":"en"}"#)
        #expect(added.contains(#""feedCount":1"#))
        #expect(try await daemon.waitForLog("1 new story, 0 revised, "))
        let again = try ControlLine(world).ask(
            #"{"version":1,"command":"add-feed","url":"\#(world.url("/late.xml"))"}"#)
        #expect(again.contains("is subscribed already"))
        let refused = try ControlLine(world).ask(
            #"{"version":1,"command":"add-feed","url":"file:///etc/passwd"}"#)
        #expect(refused.contains("is no http or https address"))
        let status = try ControlLine(world).ask(#"{"version":1,"command":"status"}"#)
        #expect(status.contains(#""newStories":1"#))
        try world.write("[[rule]]\n", to: "rules.toml")
        let reload = try ControlLine(world).ask(#"{"version":1,"command":"reload"}"#)
        #expect(reload.contains("rules.toml:1:1: "))

        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    @Test(arguments: [
        NewsWorld.Page.feed(WorldStories.feed("Wire", [WorldStories.stories[0]])), .status(503),
    ])
    func feedRemovedWhileItIsFetchedBringsNothing(_ page: NewsWorld.Page) async throws {
        let world = try NewsWorld(["/a.xml": page], delay: 1)
        let daemon = try DaemonProcess(world, ["--log-level", "debug"])
        #expect(try await daemon.waitForLog("is at work"))
        #expect(try await world.waitForRequests(1))

        let removed = try ControlLine(world).ask(
            #"{"version":1,"command":"remove-feed","url":"\#(world.url("/a.xml"))"}"#)
        #expect(removed.contains(#""ok":true"#))

        #expect(try await daemon.waitForLog("refresh broken off"))
        let status = try ControlLine(world).ask(#"{"version":1,"command":"status"}"#)
        #expect(status.contains(#""alerts":0"#) && status.contains(#""newStories":0"#))
        let store = try Store.open(path: world.state + "/campwatch.sqlite", mode: .reader)
        #expect(try await store.summary().stories == 0)
        daemon.send(SIGTERM)
        #expect(daemon.wait() == 0)
    }

    /// Several times, because what is ready a moment too late is seldom caught.
    @Test func reloadIsHeardAsSoonAsTheDaemonIsReady() async throws {
        for _ in 0..<8 {
            let world = try NewsWorld([:])
            let manager = try NotifySocket(name: world.directory.file("notify"))
            let daemon = try DaemonProcess(
                world, environment: ["NOTIFY_SOCKET": world.directory.file("notify")])
            while daemon.isRunning && manager.next() != "READY=1" { usleep(50) }

            daemon.send(SIGHUP)

            let messages = try await manager.messages { $0.contains { $0.hasPrefix("RELOADING=1") } }
            #expect(messages.contains { $0.hasPrefix("RELOADING=1") })
            daemon.send(SIGTERM)
            #expect(daemon.wait() == 0)
        }
    }

    @Test func serviceManagerIsToldOfReadinessLifeAndStop() async throws {
        let world = try NewsWorld(WorldStories.feeds)
        let manager = try NotifySocket(name: world.directory.file("notify"))
        let daemon = try DaemonProcess(
            world, environment: ["NOTIFY_SOCKET": world.directory.file("notify"), "WATCHDOG_USEC": "2000000"])

        var messages = try await manager.messages { $0.count { $0 == "WATCHDOG=1" } >= 2 }
        daemon.send(SIGHUP)
        messages += try await manager.messages { $0.contains("READY=1") }
        daemon.send(SIGTERM)
        messages += try await manager.messages { $0.contains("STOPPING=1") }
        #expect(daemon.wait() == 0)

        #expect(messages.first == "READY=1")
        #expect(messages.count { $0 == "WATCHDOG=1" } >= 2)
        #expect(messages.contains { $0.hasPrefix("STATUS=3 refreshes, 0 failed, 5 new stories") })
        #expect(messages.contains { $0.hasPrefix("RELOADING=1\nMONOTONIC_USEC=") })
        #expect(messages.count { $0 == "READY=1" } == 2)
        #expect(messages.last == "STOPPING=1")
    }
}

/// One connection to a daemon's control socket, in the bytes of the protocol.
final class ControlLine {
    private let descriptor: Int32

    init(_ world: NewsWorld) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let result = withUnixAddress(world.state + "/campwatch.sock") { connect(descriptor, $0, $1) }
        try #require(result == 0)
    }

    deinit { close(descriptor) }

    func ask(_ line: String) throws -> String {
        let bytes = Array((line + "\n").utf8)
        try #require(send(descriptor, bytes, bytes.count, 0) == bytes.count)
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer[..<max(0, count)], as: UTF8.self)
    }
}

private func withUnixAddress(_ path: String, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    return withUnsafePointer(to: address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            use($0, socklen_t(MemoryLayout<sockaddr_un>.size))
        }
    }
}

extension NotifySocket {
    /// What comes in until `isEnough` says so, at most for ten seconds.
    fileprivate func messages(until isEnough: ([String]) -> Bool) async throws -> [String] {
        var messages: [String] = []
        for _ in 0..<500 where !isEnough(messages) {
            if let message = next() {
                messages.append(message)
            } else {
                try await Task.sleep(for: .milliseconds(20))
            }
        }
        return messages
    }
}
