import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

@Suite struct StoreCopyTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    private var copyPath: String { fixture.folder + "/copy.sqlite" }

    private func files() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: fixture.folder).sorted()
    }

    /// Two stories, still in the write-ahead log only.
    private func filledOwner() async throws -> Store {
        let store = try fixture.owner()
        let feed = try await store.add()
        try await store.put(.sample("e1"), feed: feed)
        try await store.put(.sample("e2", title: "Globex closes its model"), feed: feed)
        return store
    }

    @Test func aCopyBesideTheOwnerHasEverythingCommittedInOneFile() async throws {
        let store = try await filledOwner()

        let copy = try StoreCopy.make(of: fixture.path, at: copyPath, replacing: false)

        #expect(copy.counts["stories"] == 2 && copy.counts["entries"] == 2 && copy.counts["deals"] == 0)
        #expect(copy.feedAddresses == ["https://a.example/feed"])
        #expect(try FileManager.default.attributesOfItem(atPath: copyPath)[.size] as? Int == copy.bytes)
        #expect(try files().filter { $0.hasPrefix("copy") } == ["copy.sqlite"])
        let copied = try Store.open(path: copyPath, mode: .reader)
        #expect(try await copied.stories(StoryQuery(text: "Globex", limit: 5)).count == 1)
        try await store.put(.sample("e3"), feed: FeedID(rawValue: 1))
        #expect(try await copied.stories(StoryQuery(limit: 5)).count == 2)
    }

    @Test func aCopyMadeWhileTheOwnerWritesIsOneState() async throws {
        let store = try await filledOwner()
        let writing = Task {
            for number in 0..<200 where !Task.isCancelled {
                try await store.put(
                    .sample("w\(number)", title: "News \(number)"), feed: FeedID(rawValue: 1))
            }
        }

        for number in 0..<5 {
            let copy = try StoreCopy.make(
                of: fixture.path, at: fixture.folder + "/\(number).sqlite", replacing: false)
            #expect(copy.counts["stories"] == copy.counts["entries"])
        }
        writing.cancel()
        _ = await writing.result
    }

    @Test func anExistingFileIsReplacedOnlyWhenAskedForAndTheDatabaseNever() async throws {
        let store = try await filledOwner()
        try Data("precious".utf8).write(to: URL(filePath: copyPath))

        #expect(throws: StoreError.self) {
            try StoreCopy.make(of: fixture.path, at: copyPath, replacing: false)
        }
        #expect(try String(contentsOfFile: copyPath, encoding: .utf8) == "precious")
        #expect(throws: StoreError.self) {
            try StoreCopy.make(of: fixture.path, at: fixture.path, replacing: true)
        }
        _ = try StoreCopy.make(of: fixture.path, at: copyPath, replacing: true)
        #expect(try await Store.open(path: copyPath, mode: .reader).stories(StoryQuery(limit: 5)).count == 2)
        withExtendedLifetime(store) {}
    }

    @Test func aDamagedDatabaseGivesNoCopyAndLeavesNothingBehind() async throws {
        let store = try await filledOwner()
        // A file that no connection holds any more, whose pages nobody writes over the damage.
        let whole = fixture.path + ".whole"
        _ = try StoreCopy.make(of: fixture.path, at: whole, replacing: false)
        var bytes = try Data(contentsOf: URL(filePath: whole))
        for page in stride(from: 4_096 * 4, to: bytes.count - 4_096, by: 4_096) {
            bytes.replaceSubrange(page..<(page + 200), with: Data(repeating: 0xA5, count: 200))
        }
        try bytes.write(to: URL(filePath: whole))

        let error = #expect(throws: StoreError.self) {
            try StoreCopy.make(of: whole, at: copyPath, replacing: false)
        }

        #expect(error?.code == .corrupt)
        #expect(try files().allSatisfy { !$0.hasPrefix("copy") })
        withExtendedLifetime(store) {}
    }

    @Test func aDanglingReferenceIsFound() async throws {
        let store = try await filledOwner()
        try await store.write { transaction in
            try transaction.db.execute(sql: "PRAGMA defer_foreign_keys = ON")
        }
        let raw = try DatabaseQueue(path: fixture.path)
        try await raw.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF")
            try db.execute(sql: "UPDATE entries SET story_id = 99 WHERE key = 'e1'")
        }

        let error = #expect(throws: StoreError.self) {
            try StoreCopy.make(of: fixture.path, at: copyPath, replacing: false)
        }

        #expect(error?.code == .corrupt && error?.detail.contains("entries") == true)
    }

    @Test func filesThatAreNotOursAreRefused() throws {
        let other = fixture.folder + "/other.sqlite"
        try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        let text = fixture.folder + "/text"
        try Data(String(repeating: "no database ", count: 500).utf8).write(to: URL(filePath: text))
        let empty = fixture.folder + "/empty"
        try Data().write(to: URL(filePath: empty))

        for file in [other, text, empty] {
            let error = #expect(throws: StoreError.self) {
                try StoreRestore.perform(from: file, to: fixture.path)
            }
            #expect(error?.code == .foreign)
        }
        #expect(!FileManager.default.fileExists(atPath: fixture.path))
    }

    @Test func aRestoreKeepsTheReplacedDatabaseWithItsLog() async throws {
        var store: Store? = try await filledOwner()
        _ = try StoreCopy.make(of: fixture.path, at: copyPath, replacing: false)
        try await store?.put(.sample("late", title: "Later news"), feed: FeedID(rawValue: 1))
        store = nil

        let first = try StoreRestore.perform(from: copyPath, to: fixture.path)
        let second = try StoreRestore.perform(from: copyPath, to: fixture.path)

        #expect(first.keptAs == fixture.path + ".before-restore")
        #expect(second.keptAs == fixture.path + ".before-restore-2")
        let kept = try Store.open(path: try #require(first.keptAs), mode: .owner)
        #expect(try await kept.stories(StoryQuery(limit: 5)).count == 3)
        let restored = try fixture.owner()
        #expect(try await restored.stories(StoryQuery(limit: 5)).count == 2)
        try await restored.put(.sample("new", title: "New"), feed: FeedID(rawValue: 1))
        #expect(try files().contains { $0.hasSuffix(".restoring") } == false)
    }

    @Test func anOlderBackupIsRestoredAndMigratedAndANewerOneRefused() async throws {
        var older = DatabaseMigrator()
        older.registerMigration("v1") { db in
            try db.execute(sql: SchemaV1.tables)
            try db.execute(sql: SchemaV1.search)
            try db.execute(sql: "PRAGMA application_id = 0x43574442")
            try db.execute(sql: "INSERT INTO meta (key, value) VALUES ('schema_version', '1')")
            try db.execute(
                sql:
                    "INSERT INTO feeds (url, title, next_check_reason) VALUES ('https://a.example/f', 'A', 'x')"
            )
        }
        do { _ = try Store.open(path: copyPath, mode: .owner, migrator: older) }
        var newer = Migrations.current
        newer.registerMigration("next") { try $0.execute(sql: "ALTER TABLE feeds ADD COLUMN colour TEXT") }
        let future = fixture.folder + "/future.sqlite"
        do { _ = try Store.open(path: future, mode: .owner, migrator: newer) }

        let restored = try StoreRestore.perform(from: copyPath, to: fixture.path)
        let error = #expect(throws: StoreError.self) {
            try StoreRestore.perform(from: future, to: fixture.path)
        }

        #expect(restored.copy.schemaVersion == "1" && restored.keptAs == nil)
        #expect(error?.code == .newerSchema)
        #expect(try await fixture.owner().feeds().map(\.title) == ["A"])
    }
}
