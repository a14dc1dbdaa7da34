import Analysis
import Foundation
import GRDB
import NewsModel
import Persistence
import TestSupport

/// A database with very many stories, made once and kept in `.build/bench`.
enum Archive {
    /// When its newest story was seen.
    static let end = Date(timeIntervalSince1970: 1_790_000_000)
    private static let sources = 400
    /// Changes whenever the statements do, so that no older file is taken for this one.
    private static let edition = 3

    static func path(stories: Int) -> String {
        Repository.path(".build/bench/archive-\(stories)-\(edition).sqlite")
    }

    /// Makes the file if it is not there yet, and brings its schema up to date.
    static func prepare(stories: Int, at path: String) throws -> [String: Double] {
        let clock = Stopwatch()
        let isThere = FileManager.default.fileExists(atPath: path)
        if !isThere {
            try FileManager.default.createDirectory(
                atPath: Repository.path(".build/bench"), withIntermediateDirectories: true)
            let part = path + ".part"
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: part + suffix) {
                try FileManager.default.removeItem(atPath: part + suffix)
            }
            do { _ = try Store.open(path: part, mode: .owner) }
            try fill(part, stories: stories)
            try FileManager.default.moveItem(atPath: part, toPath: path)
        }
        _ = try Store.open(path: path, mode: .owner)
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        return ["seconds": clock.wall, "bytes": Double(size), "made": isThere ? 0 : 1]
    }

    /// Reads the file once, so that no row pays for the disk.
    static func warm(_ path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        while let part = try file.read(upToCount: 4 << 20), !part.isEmpty {}
    }

    private static func fill(_ path: String, stories: Int) throws {
        let pool = try ArchivePool(sources)
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                    PRAGMA cache_size = -100000;
                    """)
            // The index of a filled table is made in a tenth of the time.
            let triggers = try Row.fetchAll(
                db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger["name"] as String)") }
            try db.execute(sql: ArchiveSQL.pools)
            try pool.store(in: db)
            try db.execute(sql: ArchiveSQL.feeds)
            try db.execute(
                sql: ArchiveSQL.stories,
                arguments: ["count": stories, "end": Int64(end.timeIntervalSince1970 * 1_000)])
            for statement in ArchiveSQL.rest { try db.execute(sql: statement) }
            try SchemaV14.findFacts(db)
            try db.execute(sql: SchemaV15.fillDays)
            try db.execute(sql: "INSERT INTO story_search (story_search) VALUES ('rebuild')")
            for trigger in triggers { try db.execute(sql: trigger["sql"]) }
        }
        try queue.close()
    }
}

/// The sentences and the labels of real stories.
private struct ArchivePool {
    private struct Labels {
        var analysis: StoryAnalysis
        var json: String
        var report: String?
    }

    private var sentences: [Language: [String]] = [:]
    private var labels: [Labels] = []

    init(_ count: Int) throws {
        let analyzer = Analyzer(lexicon: try Lexicon.load(directory: GoldStories.configuration))
        let encoder = JSONEncoder()
        for entry in try GoldStories.entries(count) {
            let analysis = entry.analysed(by: analyzer, now: Archive.end)
            let json = String(decoding: try encoder.encode(analysis), as: UTF8.self)
            let report = try analysis.deals.first.map {
                String(decoding: try encoder.encode($0), as: UTF8.self)
            }
            labels.append(Labels(analysis: analysis, json: json, report: report))
            sentences[analysis.language, default: []] += Self.sentences(of: entry)
        }
    }

    private static func sentences(of entry: Entry) -> [String] {
        let texts = entry.text.split { ".。!?！？\n".contains($0) }.map {
            $0.trimmingPrefix(while: \.isWhitespace)
        }
        return [entry.title] + texts.filter { $0.count > 5 }.map { String($0.prefix(150)) + "." }
    }

    func store(in db: Database) throws {
        for (language, texts) in sentences {
            for (number, text) in texts.enumerated() {
                try db.execute(
                    sql: "INSERT INTO sentences VALUES (?, ?, ?)",
                    arguments: [language.rawValue, number, text])
            }
        }
        for (number, item) in labels.enumerated() {
            let analysis = item.analysis
            try db.execute(
                sql: "INSERT INTO labels VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    number, analysis.language.rawValue, analysis.isRelevant, analysis.camp.rawValue,
                    analysis.campConfidence, analysis.primary.rawValue, item.json, item.report,
                    sentences[analysis.language]?.count ?? 0,
                ])
        }
    }
}
