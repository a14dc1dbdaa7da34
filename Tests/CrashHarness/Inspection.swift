import Foundation
import GRDB

/// What the dead or stopped daemon has left on the disk.
///
/// The database is read from a copy: whoever opens the original would bring its log in, and the next start would have
/// nothing to recover.
struct Inspection {
    struct Entry: Hashable {
        var feed: String
        var key: String
    }

    struct OutboxRow {
        var alert: String
        var rule: String
        var sink: String
        var state: String
        /// What raised it; nil for a link that no newsroom has.
        var telling: Telling?
    }

    private(set) var entries: Set<Entry> = []
    private(set) var entryCount = 0
    private(set) var stories: [Telling] = []
    private(set) var deals = 0
    private(set) var outbox: [OutboxRow] = []
    /// Addresses of feeds that are quarantined.
    private(set) var paused: [String] = []
    /// What SQLite's own checks complain of.
    private(set) var complaints: [String] = []
    /// Whole lines of the two logs, and what a kill left of a line.
    private(set) var json = LogFile()
    private(set) var text = LogFile()

    struct LogFile {
        /// How often each alert stands in it.
        var alerts: [String: Int] = [:]
        /// Lines that are whole, but no alert's.
        var fragments: [String] = []
    }

    init(_ files: String, copy: String) throws {
        json = try Self.log(files + "/alerts.jsonl", id: Self.idInJSON)
        text = try Self.log(files + "/alerts.log", id: Self.idInText)
        try? FileManager.default.removeItem(atPath: copy)
        try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        for name in ["campwatch.sqlite", "campwatch.sqlite-wal", "campwatch.sqlite-journal"] {
            guard FileManager.default.fileExists(atPath: files + "/" + name) else { continue }
            try FileManager.default.copyItem(atPath: files + "/" + name, toPath: copy + "/" + name)
        }
        guard FileManager.default.fileExists(atPath: copy + "/campwatch.sqlite") else { return }
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        let queue = try DatabaseQueue(path: copy + "/campwatch.sqlite", configuration: configuration)
        try queue.writeWithoutTransaction { try read($0) }
        try queue.close()
    }

    private mutating func read(_ db: Database) throws {
        complaints = try String.fetchAll(db, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        complaints += try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").map { "foreign key: \($0)" }
        // Killed before the first migration was through.
        guard try db.tableExists("outbox"), try db.tableExists("story_search") else { return }
        do {
            try db.execute(sql: "INSERT INTO story_search (story_search, rank) VALUES ('integrity-check', 1)")
        } catch {
            complaints.append("story_search: \(error)")
        }
        let keys = try Row.fetchAll(
            db, sql: "SELECT url, key FROM entries JOIN feeds ON feeds.id = entries.feed_id")
        entryCount = keys.count
        entries = Set(keys.map { Entry(feed: $0["url"], key: $0["key"]) })
        stories = try String.fetchAll(db, sql: "SELECT link FROM stories").compactMap(Telling.init(link:))
        deals = try Int.fetchOne(db, sql: "SELECT count(*) FROM deals") ?? 0
        paused = try String.fetchAll(db, sql: "SELECT url FROM feeds WHERE is_paused = 1")
        outbox = try Row.fetchAll(
            db,
            sql: """
                SELECT alert_id, sink, state, alert ->> '$.rule' AS rule, alert ->> '$.story.link' AS link,
                    alert ->> '$.change.kind' AS kind FROM outbox ORDER BY id
                """
        ).map { row in
            let link: String? = row["link"]
            let telling = link.flatMap(Telling.init(link:))
            return OutboxRow(
                alert: row["alert_id"], rule: row["rule"] ?? "", sink: row["sink"], state: row["state"],
                telling: telling?.kind.rawValue == row["kind"] ? telling : nil)
        }
    }

    /// Of the database that the daemon works on: how many alerts wait for their sinks, and which feeds are quarantined.
    static func atWork(_ files: String) throws -> (pending: Int, paused: [String]) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(1)
        let queue = try DatabaseQueue(path: files + "/campwatch.sqlite", configuration: configuration)
        return try queue.read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE state = 'pending'") ?? -1,
                try String.fetchAll(db, sql: "SELECT url FROM feeds WHERE is_paused = 1")
            )
        }
    }

    // MARK: Logs

    /// A last line without its newline is whole if it reads as one; else the daemon is still to deal with it.
    private static func log(_ path: String, id: (Substring) -> String?) throws -> LogFile {
        var file = LogFile()
        guard let data = FileManager.default.contents(atPath: path) else { return file }
        let text = String(decoding: data, as: UTF8.self)
        let lines = text.split(separator: "\n")
        for (index, line) in lines.enumerated() {
            if let id = id(line) {
                file.alerts[id, default: 0] += 1
            } else if index + 1 < lines.count || text.hasSuffix("\n") {
                file.fragments.append(String(line.prefix(80)))
            }
        }
        return file
    }

    private static func idInJSON(_ line: Substring) -> String? {
        let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        return object?["id"] as? String
    }

    /// The token at the line's end.
    private static func idInText(_ line: Substring) -> String? {
        guard let last = line.split(separator: " ").last, last.count == 17, last.hasPrefix("#") else {
            return nil
        }
        return String(last.dropFirst())
    }
}
