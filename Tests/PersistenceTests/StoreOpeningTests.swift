import Foundation
import GRDB
import NewsModel
import Testing

@testable import Persistence

@Suite struct StoreOpeningTests {
    let fixture: StoreFixture

    init() throws { fixture = try StoreFixture() }

    /// The migrations of an imagined next version.
    private var nextVersion: DatabaseMigrator {
        var migrator = Migrations.current
        migrator.registerMigration("next") { db in
            try db.execute(sql: "ALTER TABLE feeds ADD COLUMN colour TEXT")
        }
        return migrator
    }

    @Test func ownerMakesTheDatabaseAndFindsItAgain() async throws {
        do {
            let store = try fixture.owner()
            try await store.add()
        }

        let again = try fixture.owner()

        #expect(try await again.feeds().map(\.title) == ["Daily"])
    }

    @Test func ownerCommitsWithFullSynchronyAndForeignKeys() async throws {
        let store = try fixture.owner()

        let settings = try await store.write { transaction in
            try ["PRAGMA synchronous", "PRAGMA foreign_keys", "PRAGMA busy_timeout"].map {
                try Int.fetchOne(transaction.db, sql: $0)
            } + [try String.fetchOne(transaction.db, sql: "PRAGMA journal_mode") == "wal" ? 1 : 0]
        }

        #expect(settings == [2, 1, 5000, 1])
    }

    @Test func readerRefusesAMissingFile() throws {
        let error = #expect(throws: StoreError.self) { try fixture.reader() }

        #expect(error?.code == .missing)
        #expect(error?.description.contains(fixture.path) == true)
        #expect(error?.description.contains("start campwatchd") == true)
        #expect(!FileManager.default.fileExists(atPath: fixture.path))
    }

    /// Root may read everything.
    @Test(.enabled(if: geteuid() != 0))
    func fileThatThisUserMayNotReadIsNotMissing() throws {
        _ = try fixture.owner()
        chmod(fixture.folder, 0)
        defer { chmod(fixture.folder, 0o700) }

        let error = #expect(throws: StoreError.self) { try fixture.reader() }

        #expect(error?.code == .forbidden)
        #expect(error?.description.contains("sudo") == true)
    }

    @Test(arguments: [Store.Mode.owner, .reader])
    func newerSchemaIsRefusedAndLeftAlone(mode: Store.Mode) throws {
        _ = try Store.open(path: fixture.path, mode: .owner, migrator: nextVersion)
        let before = try Data(contentsOf: URL(fileURLWithPath: fixture.path))

        let error = #expect(throws: StoreError.self) { try Store.open(path: fixture.path, mode: mode) }

        #expect(error?.code == .newerSchema)
        #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.path)) == before)
    }

    @Test func olderDatabaseIsCopiedBeforeItIsMigrated() async throws {
        try await fixture.owner().add(title: "Kept")

        let migrated = try Store.open(path: fixture.path, mode: .owner, migrator: nextVersion)

        #expect(try await migrated.feeds().map(\.title) == ["Kept"])
        let copy = try Store.open(path: fixture.path + ".before-next", mode: .owner)
        #expect(try await copy.feeds().map(\.title) == ["Kept"])
    }

    @Test func readerLeavesTheMigrationToTheOwner() throws {
        _ = try fixture.owner()

        let error = #expect(throws: StoreError.self) {
            try Store.open(path: fixture.path, mode: .reader, migrator: nextVersion)
        }

        #expect(error?.code == .olderSchema)
    }

    @Test func newDatabaseMakesNoCopy() throws {
        _ = try fixture.owner()

        let files = try FileManager.default.contentsOfDirectory(atPath: fixture.folder)

        #expect(files.allSatisfy { !$0.contains("before") })
    }

    @Test(arguments: [Store.Mode.owner, .reader])
    func databaseOfAnotherProgramIsRefused(mode: Store.Mode) throws {
        try DatabaseQueue(path: fixture.path).write { db in try db.execute(sql: "CREATE TABLE notes (x)") }

        let error = #expect(throws: StoreError.self) { try Store.open(path: fixture.path, mode: mode) }

        #expect(error?.code == .foreign)
    }

    @Test func fileThatIsNoDatabaseIsRefused() throws {
        try Data(repeating: 0x61, count: 5000).write(to: URL(fileURLWithPath: fixture.path))

        let error = #expect(throws: StoreError.self) { try fixture.owner() }

        #expect(error?.code == .foreign)
    }

    @Test(arguments: [Store.Mode.owner, .reader])
    func linkAndFolderAreRefused(mode: Store.Mode) throws {
        let link = fixture.folder + "/link"
        _ = try fixture.owner()
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: fixture.path)

        for path in [link, fixture.folder] {
            let error = #expect(throws: StoreError.self) { try Store.open(path: path, mode: mode) }
            #expect(error?.code == .unsafeFile)
        }
    }

    @Test func readerSeesWhatTheOwnerCommits() async throws {
        let owner = try fixture.owner()
        let reader = try fixture.reader()
        #expect(try await reader.feeds().isEmpty)

        try await owner.add()

        #expect(try await reader.feeds().count == 1)
    }

    @Test func readerCannotWrite() async throws {
        let owner = try fixture.owner()
        let reader = try fixture.reader()

        let error = await #expect(throws: StoreError.self) { try await reader.add() }

        #expect(error?.code == .readOnly)
        #expect(try await owner.feeds().isEmpty)
    }

    @Test func readerChangesNeitherDatabaseNorLog() async throws {
        let owner = try fixture.owner()
        let feed = try await owner.add()
        try await owner.put(feed: feed)
        let before = try bytes()

        do {
            let reader = try fixture.reader()
            _ = try await reader.stories(StoryQuery(text: "weights", limit: 9))
            _ = try await reader.summary()
        }

        #expect(try bytes() == before)
        withExtendedLifetime(owner) {}
    }

    /// What a crash leaves: a log that nobody has open, for the next owner to bring in.
    @Test func readerLeavesTheLogOfADeadOwner() async throws {
        let owner = try fixture.owner()
        try await owner.add()
        let crashed = try StoreFixture()
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(atPath: fixture.path + ending, toPath: crashed.path + ending)
        }
        let before = try [crashed.path, crashed.path + "-wal"].map {
            try Data(contentsOf: URL(fileURLWithPath: $0))
        }

        do {
            let reader = try crashed.reader()
            #expect(try await reader.feeds().count == 1)
        }

        #expect(
            try [crashed.path, crashed.path + "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
                == before)
    }

    @Test func logFilesStayForReadersWhenTheOwnerCloses() async throws {
        try await fixture.owner().add()

        #expect(FileManager.default.fileExists(atPath: fixture.path + "-wal"))
        #expect(try await fixture.reader().feeds().count == 1)
    }

    @Test(arguments: [false, true])
    func ownerStopsWritingWhenItsFileIsGone(isReplaced: Bool) async throws {
        let owner = try fixture.owner()
        try await owner.add()
        let kept = fixture.folder + "/kept"
        try FileManager.default.moveItem(atPath: fixture.path, toPath: kept)
        if isReplaced { try FileManager.default.copyItem(atPath: kept, toPath: fixture.path) }

        let error = await #expect(throws: StoreError.self) {
            try await owner.add(feed: "https://b.example/f")
        }

        #expect(error?.code == .missing)
        #expect(error?.detail.contains("deleted or replaced") == true)
    }

    private func bytes() throws -> [Data] {
        try [fixture.path, fixture.path + "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: $0)) }
    }
}
