import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

@Suite struct HealthTests {
    let fixture: StoreFixture
    let store: Store

    init() throws {
        fixture = try StoreFixture()
        store = try fixture.owner()
    }

    /// Stores a story at `seen` and raises an alert on it at `raised`; times count from noon.
    private func raise(
        _ key: String, feed: FeedID, published: Double, seen: Double, raised: Double,
        sinks: [String] = ["log"]
    ) async throws {
        var entry = Entry.sample(key, title: "Acme opens model \(key)")
        entry.published = after(published)
        let story = try #require(try await store.put(entry, feed: feed, at: after(seen)).story)
        let deal = try await store.write { try $0.insertDeal(.sample()) }
        let alert = Alert.sample(key, deal: deal, story: story)
        _ = try await store.write { try $0.enqueue(alert: alert, sinks: sinks, at: after(raised)) }
    }

    @Test func lagIsMeasuredFromPublicationForWhatCameAfterTheFirstReading() async throws {
        let feed = try await store.add()
        try await raise("archive", feed: feed, published: -86_400, seen: 0, raised: 1)
        for minute in 1...20 {
            let published = Double(minute * 100)
            try await raise(
                "n\(minute)", feed: feed, published: published, seen: published + Double(minute) * 60,
                raised: published + Double(minute) * 60, sinks: ["log", "mail"])
        }

        let lag = try #require(try await store.alertLag(since: noon))

        #expect(lag.alerts == 20)
        #expect(lag.p50 == 600)
        #expect(lag.p95 == 1_140)
        #expect(try await store.alertLag(since: after(1e6)) == nil)
    }

    @Test func publicationAheadOfTheClockIsNoLag() async throws {
        let feed = try await store.add()
        try await raise("first", feed: feed, published: -10, seen: 0, raised: 0)
        try await raise("early", feed: feed, published: 500, seen: 400, raised: 400)

        #expect(try await store.alertLag(since: noon) == AlertLag(seconds: [0]))
    }

    @Test func wholeFileHasNoFaultsAndTheNewestSchema() async throws {
        try await store.add()
        let reader = try fixture.reader()

        #expect(try await reader.faults() == [])
        #expect(try await reader.schemaVersion() == Store.newestSchema)
    }

    @Test func damagedPagesAreFound() async throws {
        let feed = try await store.add()
        for number in 0..<200 {
            let text = String(repeating: "Acme put the weights of its model on the web. ", count: 20)
            try await store.put(.sample("e\(number)", title: "Story \(number)", text: text), feed: feed)
        }
        let copy = fixture.folder + "/copy.sqlite"
        // A whole copy in one file, as a backup is made.
        try await DatabaseQueue(path: fixture.path).vacuum(into: copy)
        let handle = try #require(FileHandle(forUpdatingAtPath: copy))
        let size = try handle.seekToEnd()
        // Not the last pages, in which the schema goes on.
        for page in stride(from: size / 2, to: size * 3 / 4, by: 4_096) {
            try handle.seek(toOffset: page / 4_096 * 4_096)
            try handle.write(contentsOf: Data(repeating: 0x5A, count: 512))
        }
        try handle.close()

        let damaged = try Store.open(path: copy, mode: .reader)
        do throws(StoreError) {
            #expect(try await !damaged.faults().isEmpty)
        } catch {
            #expect(error.code == .corrupt)
        }
    }
}
