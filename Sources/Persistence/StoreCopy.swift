import GRDB
import Glibc

/// A whole copy of a database in one file, which was compared with what it was made of.
package struct StoreCopy: Hashable, Sendable {
    package var path: String
    package var bytes: Int
    /// Rows by table.
    package var counts: [String: Int]
    /// As `meta` has it.
    package var schemaVersion: String
    /// The addresses of all feeds, those of ended subscriptions included.
    package var feedAddresses: Set<String>
}

extension StoreCopy {
    /// Copies a database, also one that a daemon writes at that moment, into one file.
    ///
    /// The copy is one state of the database, with all that the daemon had committed when it began. It is made under
    /// another name beside `path`, checked as a whole, synced and only then given its name, so that there is never a
    /// half one. An older schema is copied as it is, a newer one refused: this version could not say whether it is whole.
    package static func make(
        of source: String, at path: String, replacing: Bool
    ) throws(StoreError) -> StoreCopy {
        let operation = "copy the database"
        let part = path + ".part-\(getpid())"
        do {
            try refuseTarget(path, of: source, replacing: replacing)
            defer { removeFiles(of: part) }
            removeFiles(of: part)
            let facts = try transfer(from: source, to: part)
            // Addresses of feeds may hold tokens.
            _ = chmod(part, 0o640)
            let bytes = try FileSync.size(ofSynced: part)
            try FileSync.rename(part, to: path)
            return StoreCopy(
                path: path, bytes: bytes, counts: facts.counts, schemaVersion: facts.version,
                feedAddresses: facts.addresses)
        } catch let error as FileSync.Failure {
            throw StoreError(
                code: error.code == ENOSPC ? .full : .inputOutput, operation: operation, path: path,
                detail: error.description)
        } catch {
            throw StoreError(error, operation: operation, path: path)
        }
    }

    /// What can be compared between a database and its copy.
    private struct Facts: Equatable {
        var counts: [String: Int]
        var version: String
        var addresses: Set<String>

        init(_ db: Database) throws {
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
                        AND name NOT LIKE 'story\\_search%' ESCAPE '\\' AND name <> 'grdb_migrations'
                    """)
            counts = try tables.reduce(into: [:]) { counts, table in
                counts[table] = try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM \(table.quotedDatabaseIdentifier)")
            }
            version =
                try String.fetchOne(db, sql: "SELECT value FROM meta WHERE key = 'schema_version'") ?? "?"
            addresses = try String.fetchSet(db, sql: "SELECT url FROM feeds")
        }
    }

    private static func refuseTarget(_ path: String, of source: String, replacing: Bool) throws {
        guard let target = FileStatus(path: path) else { return }
        guard replacing, target.isRegular, FileStatus(path: source)?.isSameFile(as: target) != true else {
            throw StoreError(
                code: .invalidInput, operation: "copy the database", path: path,
                detail: "there is such a file already")
        }
    }

    /// The counts and the pages come from one read transaction, so they must agree to the last row.
    private static func transfer(from source: String, to part: String) throws -> Facts {
        try Store.requireRegularFile(source, mayBeMissing: false)
        var reading = Store.configuration()
        reading.readonly = true
        let original = try DatabaseQueue(path: source, configuration: reading)
        var writing = Store.configuration()
        writing.foreignKeysEnabled = false
        let copy = try DatabaseQueue(path: part, configuration: writing)
        let facts = try original.read { db in
            try Store.refuseForeign(db, source)
            try Store.refuseNewer(db, source, Migrations.current)
            try requireOurs(db, source)
            let facts = try Facts(db)
            try copy.writeWithoutTransaction { target in
                // The whole file is synced once at the end.
                try target.execute(sql: "PRAGMA synchronous = OFF")
                try db.backup(to: target)
            }
            return facts
        }
        try original.close()
        try copy.writeWithoutTransaction { try check($0, part, facts) }
        try copy.close()
        return facts
    }

    /// An empty database is nobody's: opening one makes it ours, but there is nothing to copy.
    private static func requireOurs(_ db: Database, _ path: String) throws {
        guard try Int32.fetchOne(db, sql: "PRAGMA application_id") == Migrations.applicationID else {
            throw Store.refusal(.foreign, path, "it is not a database of campwatch")
        }
    }

    /// Makes one file of the copy and compares it with the original.
    private static func check(_ db: Database, _ path: String, _ expected: Facts) throws {
        try db.execute(sql: "PRAGMA journal_mode = DELETE")
        let problems = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)").filter { $0 != "ok" }
        guard problems.isEmpty else { throw broken(path, problems.joined(separator: "; ")) }
        if let row = try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") {
            throw broken(
                path, "a row of \(row["table"] as String) refers to none of \(row["parent"] as String)")
        }
        let copied = try Facts(db)
        guard copied == expected else { throw broken(path, "the copy has other rows than the database") }
    }

    private static func broken(_ path: String, _ detail: String) -> StoreError {
        StoreError(code: .corrupt, operation: "check the copy", path: path, detail: detail)
    }

    private static func removeFiles(of part: String) {
        for suffix in ["", "-journal", "-wal", "-shm"] { unlink(part + suffix) }
    }
}
