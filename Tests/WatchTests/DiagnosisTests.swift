import Foundation
import NewsModel
import Persistence
import TestSupport
import Testing

@testable import Watch

@Suite struct DiagnosisTests {
    private let now = Date(timeIntervalSince1970: 1_763_548_200)

    private func feed(_ url: String, _ state: FeedState, id: Int64 = 1) -> Feed {
        Feed(id: FeedID(rawValue: id), url: url, title: "", state: state)
    }

    @Test func feedsThatFailForTheSameReasonAreCountedTogether() {
        let silent = { (host: String, wait: Int) in
            FeedState(
                lastError:
                    "fetch: \(host): Failed to connect to \(host) port 443 after \(wait) ms: no - hint",
                failureCount: 1)
        }
        let tally = FeedTally([
            feed("https://a.example/rss", silent("a.example", 12)),
            feed("https://b.example/rss", silent("b.example", 7)),
            feed(
                "https://c.example/rss", FeedState(lastStatus: 503, lastError: "fetch: busy", failureCount: 9)
            ),
            feed("https://d.example/rss", FeedState(lastChecked: now)),
            feed("https://e.example/rss", FeedState()),
        ])

        #expect(
            tally.reasons == [
                .init(text: "Failed to connect to … port 443", feeds: 2), .init(text: "answer 503", feeds: 1),
            ])
        #expect((tally.fresh, tally.good, tally.failing, tally.paused) == (1, 1, 3, 0))
    }

    @Test(arguments: [
        ([0, 0], Finding.State.ok), ([1, 0], .ok), ([5, 0], .warning), ([1, 1], .problem), ([], .warning),
    ])
    func feedsAreAFaultWhenTheyFailForLongOrAll(failures: [Int], state: Finding.State) {
        let feeds = failures.map {
            feed("https://a.example/rss", FeedState(lastChecked: now, failureCount: $0))
        }

        #expect(FeedCheck.finding(feeds).state == state)
        #expect((FeedCheck.finding(feeds).remedy == nil) == (state == .ok))
    }

    @Test func fetchAheadOfTheClockMeansThatItWasSetBack() {
        let state = FeedState(lastChecked: now.addingTimeInterval(7_200))
        let finding = ClockCheck(feeds: [feed("https://a.example/rss", state)], now: now).finding()

        #expect(finding.state == .problem)
        #expect(finding.text.contains("7200 s ahead"))
        #expect(ClockCheck(feeds: [], now: now).finding().state != .problem)
    }

    /// No name here reaches a name server: one is in every hosts file, the other is no name.
    @Test(arguments: [
        (["localhost:8080"], Finding.State.ok), (["a..b"], .problem), (["a..b", "localhost"], .warning),
        (["127.0.0.1:80", "[::1]:80"], .unchecked), ([], .unchecked),
    ])
    func namesOfFeedsAreLookedUp(hosts: [String], state: Finding.State) async {
        #expect(await NameCheck(hosts: hosts).finding().state == state)
    }

    @Test func rootsMustBeThereAndHoldCertificates() throws {
        let directory = try TemporaryDirectory()
        let empty = try directory.write("# nothing\n", to: "empty.pem")
        let pem = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
        let two = try directory.write(pem + pem, to: "two.pem")
        func finding(_ path: String?, now: Date = Date()) -> Finding {
            RootsCheck(now: now, path: path).finding()
        }

        #expect(finding(nil).state == .unchecked)
        #expect(finding(directory.file("none.pem")).state == .problem)
        #expect(finding(empty).state == .problem)
        #expect(finding(two).state == .ok)
        #expect(finding(two).text.hasPrefix("2 certificates"))
        #expect(finding(two, now: Date(timeIntervalSinceNow: 5 * 365 * 86_400)).state == .warning)
    }

    @Test func partThatMakesNoProgressIsNamed() {
        var status = DaemonStatus(
            version: Version.current, pid: 7, started: now, refreshed: 0, failed: 0, newStories: 0, alerts: 0,
            configurationErrors: [], outageSince: nil,
            beats: ["scheduler": now, "outbox": now.addingTimeInterval(-300)])
        let check = DaemonCheck(now: now)

        #expect(check.findings(status).map(\.state) == [.problem])
        #expect(check.findings(status)[0].text.contains("outbox has made no progress for 300 s"))
        status.beats = ["scheduler": now]
        #expect(check.findings(status).map(\.state) == [.ok])
        status.outageSince = now
        status.configurationErrors = ["rules.toml:1:1: no"]
        #expect(check.findings(status).map(\.state) == [.ok, .problem, .problem])
        #expect(check.findings(status)[1].remedy?.contains("this machine") == true)
        let found = DaemonCheck(now: now, namesAreFound: true).findings(status)
        #expect(found[1].remedy?.contains("IPAddressAllow") == true)
        status.version = "0.0.1"
        #expect(check.findings(status)[0].state == .warning)
    }

    @Test func directoryThatEveryoneMayWriteToIsAProblem() throws {
        let directory = try TemporaryDirectory()
        let directories = Directories(config: nil, state: directory.path, environment: [:])
        func states() -> [Finding.State] { FileCheck(directories: directories).findings().map(\.state) }

        #expect(states() == [.ok, .ok])
        chmod(directory.path, 0o777)
        #expect(states().first == .problem)
        chmod(directory.path, 0o750)
        try directory.write("", to: "campwatch.sqlite-wal")
        chmod(directory.file("campwatch.sqlite-wal"), 0o400)
        // Root may write all the same.
        #expect(states().first == (getuid() == 0 ? .ok : .problem))
        try FileManager.default.createDirectory(
            atPath: directory.file("alerts.log"), withIntermediateDirectories: false)
        #expect(states().last == .problem)
    }

    @Test func outboxTellsStoppedSlowAndForgottenSinks() async throws {
        let directory = try TemporaryDirectory()
        let store = try Store.open(path: directory.file("campwatch.sqlite"), mode: .owner)
        let check = OutboxCheck(store: store, sinks: ["desk"], now: now)
        #expect(try await check.findings().map(\.state) == [.ok])

        let since = now
        try await store.write { transaction in
            let feed = try transaction.addFeed(url: "https://a.example/rss", title: "Wire").id
            let analysis = StoryAnalysis(language: .english, lexiconVersion: "1")
            let entry = Entry(key: "1", title: "One", published: since, text: "Text")
            guard
                case .new(let story) = try transaction.store(
                    entry: entry, feed: feed, analysis: analysis, now: since)
            else { return }
            let deal = try transaction.insertDeal(
                Deal(
                    id: DealID(rawValue: 0), type: .investment, status: .announced, camp: .open,
                    parties: [Party(id: "a", role: Role(rawValue: "investor"))], confidence: 0.9,
                    firstSeen: since,
                    lastChanged: since, firstOutlet: "Wire", firstLanguage: .english))
            let alert = Alert(
                id: "a1", time: since, rule: "all", severity: .info, change: DealChange(kind: .new),
                deal: deal,
                story: Alert.StoryReference(story: story), evidence: [])
            _ = try transaction.enqueue(
                alert: alert, sinks: ["desk", "former"], at: since.addingTimeInterval(-3_600))
        }
        let texts = try await check.findings().map(\.text)
        #expect(texts.count == 2)
        #expect(texts[0] == "1 alert waits for the sink desk, the oldest for 60 min")
        #expect(texts[1].contains("former, which is not in campwatch.toml"))

        try await store.write { try $0.stopSink("desk", SinkStop(since: since, reason: "410 Gone")) }
        #expect(try await check.findings().first?.remedy?.contains("alerts enable desk") == true)
        #expect(try await check.findings().map(\.state) == [.problem, .warning])
    }
}
