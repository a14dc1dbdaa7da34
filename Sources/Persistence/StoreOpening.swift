import FoundationEssentials
import GRDB
import GRDBSQLite
import Glibc

extension Store {
    /// How long a connection waits for another process's lock, in seconds.
    private static let busyTimeout = 5.0

    /// Opens with a given list of migrations, so that tests can play an older or newer campwatch.
    static func open(path: String, mode: Mode, migrator: DatabaseMigrator) throws(StoreError) -> Store {
        do {
            switch mode {
            case .owner: return try openAsOwner(path, migrator)
            case .reader: return try openAsReader(path, migrator)
            }
        } catch {
            throw StoreError(error, operation: "open the database", path: path)
        }
    }

    private static func openAsOwner(_ path: String, _ migrator: DatabaseMigrator) throws -> Store {
        try requireRegularFile(path, mayBeMissing: true)
        try refuseBeforeWriting(path, migrator)
        let pool = try DatabasePool(path: path, configuration: configuration())
        try pool.writeWithoutTransaction { db in
            // After the pool's own set-up, which lowers it to NORMAL: a lost outbox row is a lost alert.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA journal_size_limit = 67108864")
            keepLogFiles(db)
        }
        try migrate(pool, path, migrator)
        return Store(path: path, owner: pool)
    }

    private static func openAsReader(_ path: String, _ migrator: DatabaseMigrator) throws -> Store {
        try requireRegularFile(path, mayBeMissing: false)
        let queue = try DatabaseQueue(path: path, configuration: readerConfiguration())
        try queue.read { db in
            try refuseForeign(db, path)
            try refuseNewer(db, path, migrator)
            guard try migrator.hasCompletedMigrations(db) else {
                throw refusal(.olderSchema, path, "its schema is older than this version reads")
            }
        }
        return Store(path: path, reader: queue)
    }

    static func configuration() -> Configuration {
        var configuration = Configuration()
        configuration.label = "campwatch"
        configuration.busyMode = .timeout(busyTimeout)
        configuration.foreignKeysEnabled = true
        configuration.acceptsDoubleQuotedStringLiterals = false
        return configuration
    }

    private static func readerConfiguration() -> Configuration {
        var configuration = configuration()
        configuration.readonly = true
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA query_only = ON")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = 0")
        }
        return configuration
    }

    /// Looks at an existing file through a read-only connection, before anything can change it.
    private static func refuseBeforeWriting(_ path: String, _ migrator: DatabaseMigrator) throws {
        guard let file = FileStatus(path: path), !file.isEmpty else { return }
        do {
            try refuse(path, migrator, readerConfiguration())
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            // Killed while the file was made: only a connection that may write can roll the journal back.
            try refuse(path, migrator, configuration())
        }
    }

    private static func refuse(
        _ path: String, _ migrator: DatabaseMigrator, _ configuration: Configuration
    ) throws {
        try DatabaseQueue(path: path, configuration: configuration).read { db in
            try refuseForeign(db, path)
            try refuseNewer(db, path, migrator)
        }
    }

    /// Refuses links, folders, pipes and devices: someone else may have planted them.
    static func requireRegularFile(_ path: String, mayBeMissing: Bool) throws {
        if let file = FileStatus(path: path) {
            guard file.isRegular else { throw refusal(.unsafeFile, path, "it is not a regular file") }
        }
        guard !mayBeMissing, access(path, R_OK) != 0 else { return }
        throw errno == EACCES
            ? refusal(.forbidden, path, "this user may not read it")
            : refusal(.missing, path, "there is no such file")
    }

    static func refuseForeign(_ db: Database, _ path: String) throws {
        let id = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let tables =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'grdb\\_%' ESCAPE '\\'
                    """) ?? 0
        guard id == Migrations.applicationID || (id == 0 && tables == 0) else {
            throw refusal(.foreign, path, "it is the database of another program")
        }
    }

    static func refuseNewer(_ db: Database, _ path: String, _ migrator: DatabaseMigrator) throws {
        guard try migrator.hasBeenSuperseded(db) else { return }
        throw refusal(.newerSchema, path, "a later version of campwatch wrote it")
    }

    static func refusal(_ code: StoreError.Code, _ path: String, _ detail: String) -> StoreError {
        StoreError(code: code, operation: "open the database", path: path, detail: detail)
    }

    private static func migrate(_ pool: DatabasePool, _ path: String, _ migrator: DatabaseMigrator) throws {
        let (applied, isComplete) = try pool.read { db in
            (try migrator.completedMigrations(db), try migrator.hasCompletedMigrations(db))
        }
        guard !isComplete else { return }
        let next = migrator.migrations.first { !applied.contains($0) }
        if let next, !applied.isEmpty { try backUp(pool, to: path + ".before-" + next) }
        try migrator.migrate(pool)
    }

    /// Copies the whole database into one file; an older copy of the same name is replaced.
    private static func backUp(_ pool: DatabasePool, to path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
        try pool.writeWithoutTransaction { db in
            try db.execute(sql: "VACUUM INTO ?", arguments: [path])
        }
    }

    /// Leaves the write-ahead log and its index in place when the owner closes.
    ///
    /// Without them a reader that may not write into the folder cannot open the database at all.
    private static func keepLogFiles(_ db: Database) {
        var isOn: CInt = 1
        _ = sqlite3_file_control(db.sqliteConnection, "main", SQLITE_FCNTL_PERSIST_WAL, &isOn)
    }
}
