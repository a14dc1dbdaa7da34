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
        /// The id of the summary that tells of it.
        var toldIn: String?
        /// Set for a summary: how many it stands for, and which of them it lists.
        var summary: Summary?
        /// When a held one is to be told.
        var notBefore: Date

        struct Summary {
            var count: Int
            var ids: Set<String>
        }
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
        /// Those of the newest old file, which the next start reads back.
        var rotated: Set<String> = []
    }

    /// Whether lines stand in the newest old files that are not marked as sent yet.
    var waitsForRotatedLines: Bool {
        outbox.contains { row in
            row.sink == "log" && row.state != "delivered"
                && (json.rotated.contains(row.alert) || text.rotated.contains(row.alert))
        }
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
        // Killed before the migrations were through.
        guard try db.tableExists("outbox"), try db.tableExists("story_search"),
            try db.tableExists("alerts"),
            try db.columns(in: "outbox").contains(where: { $0.name == "told_in" })
        else { return }
        do {
            try db.execute(sql: "INSERT INTO story_search (story_search, rank) VALUES ('integrity-check', 1)")
        } catch {
            complaints.append("story_search: \(error)")
        }
        complaints += try String.fetchAll(
            db, sql: "SELECT alert_id FROM outbox WHERE alert_id NOT IN (SELECT alert_id FROM alerts)"
        ).map { "alert \($0) has no text" }
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
                    alert ->> '$.change.kind' AS kind, told_in, not_before,
                    iif(rule IS NULL, alert ->> '$.summary.count', NULL) AS count,
                    (SELECT json_group_array(value ->> '$.id') FROM json_each(alert, '$.summary.alerts')) AS ids
                FROM outbox JOIN alerts USING (alert_id) ORDER BY id
                """
        ).map { row in
            let link: String? = row["link"]
            let telling = link.flatMap(Telling.init(link:))
            return OutboxRow(
                alert: row["alert_id"], rule: row["rule"] ?? "", sink: row["sink"], state: row["state"],
                telling: telling?.kind.rawValue == row["kind"] ? telling : nil, toldIn: row["told_in"],
                summary: (row["count"] as Int?).map { .init(count: $0, ids: Self.words(in: row["ids"])) },
                notBefore: Date(timeIntervalSince1970: Double(row["not_before"] as Int64) / 1_000))
        }
    }

    private static func words(in json: String) -> Set<String> {
        Set((try? JSONDecoder().decode([String].self, from: Data(json.utf8))) ?? [])
    }

    /// Of the database that the daemon works on: how many alerts wait for their sinks, how many to be told in a summary,
    /// and which feeds are quarantined.
    static func atWork(_ files: String) throws -> (pending: Int, untold: Int, paused: [String]) {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(1)
        let queue = try DatabaseQueue(path: files + "/campwatch.sqlite", configuration: configuration)
        return try queue.read { db in
            (
                try Int.fetchOne(db, sql: "SELECT count(*) FROM outbox WHERE state = 'pending'") ?? -1,
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM outbox WHERE state = 'held' AND told_in IS NULL") ?? -1,
                try String.fetchAll(db, sql: "SELECT url FROM feeds WHERE is_paused = 1")
            )
        }
    }

    // MARK: Logs

    /// What stands in a log and in the files that it was rotated to.
    private static func log(_ path: String, id: (Substring) -> String?) throws -> LogFile {
        var log = LogFile()
        log.read(path, id)
        let olds = (1...).lazy.map { "\(path).\($0)" }.prefix { FileManager.default.fileExists(atPath: $0) }
        for old in olds {
            var file = LogFile()
            file.read(old, id)
            if log.rotated.isEmpty, old.hasSuffix(".1") { log.rotated = Set(file.alerts.keys) }
            log.alerts.merge(file.alerts, uniquingKeysWith: +)
            log.fragments += file.fragments
        }
        return log
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

extension Inspection.LogFile {
    /// Adds what stands in one file.
    ///
    /// A last line without its newline is whole if it reads as one; else the daemon is still to deal with it.
    fileprivate mutating func read(_ path: String, _ id: (Substring) -> String?) {
        guard let data = FileManager.default.contents(atPath: path) else { return }
        let text = String(decoding: data, as: UTF8.self)
        let lines = text.split(separator: "\n")
        for (index, line) in lines.enumerated() {
            if let id = id(line) {
                alerts[id, default: 0] += 1
            } else if index + 1 < lines.count || text.hasSuffix("\n") {
                fragments.append(String(line.prefix(80)))
            }
        }
    }
}
