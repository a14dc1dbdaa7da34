import FoundationEssentials
import GRDB
import NewsModel

/// Puts one entry of one feed into the tables of entries and stories.
struct StoryWriter {
    let db: Database
    let entry: Entry
    let feed: FeedID
    let analysis: StoryAnalysis
    /// The feed's own story that the entry is, though its key is new.
    let edited: StoryID?
    let now: Date

    func store() throws -> StoryOutcome {
        let hash = ContentHash.of(entry)
        if let known = try knownEntry() {
            guard known.hash != hash, let story = try Story.fetch(db, id: known.story) else {
                return .unchanged
            }
            try db.run("UPDATE entries SET content_hash = ? WHERE id = ?", [hash, known.id])
            return try revise(story)
        }
        if let edited, let story = try Story.fetch(db, id: edited), story.feed == feed {
            return try rename(story, hash: hash)
        }
        guard let canonical = entry.link.flatMap(CanonicalLink.of) else {
            return try insert(canonical: nil, hash: hash)
        }
        guard let story = try story(canonical: canonical) else {
            return try insert(canonical: canonical, hash: hash)
        }
        if story.feed != feed { return try carry(story, hash: hash) }
        guard story.title == entry.title else { return try insert(canonical: nil, hash: hash) }
        try insertEntry(of: story.id, hash: hash)
        return try revise(story)
    }

    private func knownEntry() throws -> (id: Int64, hash: Int64, story: StoryID)? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT id, content_hash, story_id FROM entries WHERE feed_id = ? AND key = ?"),
            arguments: [feed.rawValue, entry.key]
        ).map { row in (row["id"], row["content_hash"], StoryID(rawValue: row["story_id"])) }
    }

    private func story(canonical: String) throws -> Story? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT id FROM stories WHERE canonical_link = ?"), arguments: [canonical]
        ).flatMap { try Story.fetch(db, id: StoryID(rawValue: $0)) }
    }

    // MARK: - The outcomes

    private func insert(canonical: String?, hash: Int64) throws -> StoryOutcome {
        let row: StatementArguments = [
            "feed": feed.rawValue, "link": entry.link, "canonicalLink": canonical, "title": entry.title,
            "text": entry.bestText, "textSource": source.rawValue, "published": published.milliseconds,
            "firstSeen": now.milliseconds, "isDateDoubted": isDateDoubted,
        ]
        try db.run(
            """
            INSERT INTO stories (feed_id, link, canonical_link, title, text, text_source, published,
                first_seen, date_doubted, language, is_relevant, camp, camp_confidence, primary_type, analysis)
            VALUES (:feed, :link, :canonicalLink, :title, :text, :textSource, :published,
                :firstSeen, :isDateDoubted, :language, :isRelevant, :camp, :campConfidence, :primaryType,
                :analysis)
            """,
            row + analysis.arguments())
        let id = StoryID(rawValue: db.lastInsertedRowID)
        try insertEntry(of: id, hash: hash)
        try analysis.insertTypes(db, of: id)
        try analysis.insertFacts(db, of: id)
        // Not read back: to decode an analysis costs more than to store it.
        return .new(
            Story(
                id: id, feed: feed, feedTitle: try feedTitle(), title: entry.title,
                text: entry.bestText, textSource: source, link: entry.link, published: published.asStored,
                isDateDoubted: isDateDoubted, firstSeen: now.asStored, revision: 1, analysis: analysis))
    }

    private func feedTitle() throws -> String {
        let title = try String.fetchOne(
            db.cachedStatement(sql: "SELECT title FROM feeds WHERE id = ?"), arguments: [feed.rawValue])
        // Only a feed that is there can have a story: the foreign key has been checked.
        return title ?? ""
    }

    /// The same article in another feed: one more outlet for the deals that it reports.
    private func carry(_ story: Story, hash: Int64) throws -> StoryOutcome {
        try insertEntry(of: story.id, hash: hash)
        let deals = try Int64.fetchAll(
            db.cachedStatement(sql: "SELECT DISTINCT deal_id FROM reports WHERE story_id = ?"),
            arguments: [story.id.rawValue])
        for deal in deals { try Deal.recountOutlets(db, of: DealID(rawValue: deal)) }
        return .carried(story)
    }

    /// The same entry under another key.
    ///
    /// A feed that makes up new keys at every look must not fill the table, so only the last few keys are kept.
    private func rename(_ story: Story, hash: Int64) throws -> StoryOutcome {
        try insertEntry(of: story.id, hash: hash)
        try db.run(
            """
            DELETE FROM entries WHERE story_id = :story AND feed_id = :feed AND id <= (
                SELECT id FROM entries WHERE story_id = :story AND feed_id = :feed
                ORDER BY id DESC LIMIT 1 OFFSET :kept)
            """,
            ["story": story.id.rawValue, "feed": feed.rawValue, "kept": StoreTransaction.keptKeys])
        if let canonical = entry.link.flatMap(CanonicalLink.of) {
            // Another story may have that address already.
            try db.run(
                "UPDATE OR IGNORE stories SET canonical_link = ? WHERE id = ?",
                [canonical, story.id.rawValue])
        }
        return try revise(story)
    }

    private func revise(_ previous: Story) throws -> StoryOutcome {
        // There is nothing left to compare it with, and what feeds change that late is no news.
        guard previous.forgotten == nil else { return .unchanged }
        guard try previous.feed == feed || takesOver(previous) else { return .unchanged }
        guard previous.title != entry.title || previous.text != entry.bestText else {
            try db.run("UPDATE stories SET link = ? WHERE id = ?", [entry.link, previous.id.rawValue])
            return .unchanged
        }
        try keep(previous)
        // What a person has said holds for every later text.
        let analysis = try StoryLabel.fetch(db, of: previous.id)?.applied(to: analysis) ?? analysis
        // The deals that a person found right were those of the text before.
        try db.run(
            "UPDATE story_labels SET label = json_remove(label, '$.deals') WHERE story_id = ?",
            [previous.id.rawValue])
        let row: StatementArguments = [
            "id": previous.id.rawValue, "link": entry.link, "title": entry.title, "text": entry.bestText,
            "textSource": source.rawValue, "revision": previous.revision + 1,
        ]
        try db.run(
            """
            UPDATE stories SET link = :link, title = :title, text = :text, text_source = :textSource,
                revision = :revision,
                language = :language, is_relevant = :isRelevant, camp = :camp,
                camp_confidence = :campConfidence, primary_type = :primaryType, analysis = :analysis
            WHERE id = :id
            """,
            row + analysis.arguments())
        try db.run("DELETE FROM story_deal_types WHERE story_id = ?", [previous.id.rawValue])
        try analysis.insertTypes(db, of: previous.id)
        try previous.analysis.deleteFacts(db, of: previous.id)
        try analysis.insertFacts(db, of: previous.id)
        let reports = try FormerReport.remove(db, of: previous.id)
        var revised = previous
        revised.feed = feed
        revised.feedTitle = try feedTitle()
        revised.link = entry.link
        revised.title = entry.title
        revised.text = entry.bestText
        revised.textSource = source
        revised.revision += 1
        revised.analysis = analysis
        return .revised(revised, previous: previous, reports: reports)
    }

    /// Whether the subscription of the story's feed has ended, so that this carrier is its feed from now on.
    private func takesOver(_ story: Story) throws -> Bool {
        try db.run(
            """
            UPDATE stories SET feed_id = ? WHERE id = ?
                AND feed_id IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL)
            """,
            [feed.rawValue, story.id.rawValue])
        return db.changesCount > 0
    }

    // MARK: - Rows

    private func insertEntry(of story: StoryID, hash: Int64) throws {
        try db.run(
            "INSERT INTO entries (feed_id, key, content_hash, story_id, first_seen) VALUES (?, ?, ?, ?, ?)",
            [feed.rawValue, entry.key, hash, story.rawValue, now.milliseconds])
    }

    private func keep(_ previous: Story) throws {
        try db.run(
            """
            INSERT INTO story_revisions (story_id, revision, title, text, replaced_at)
            VALUES (?, ?, ?, ?, ?)
            """,
            [previous.id.rawValue, previous.revision, previous.title, previous.text, now.milliseconds])
        try db.run(
            "DELETE FROM story_revisions WHERE story_id = ? AND revision <= ?",
            [previous.id.rawValue, previous.revision - StoreTransaction.keptRevisions])
    }

    private var source: TextSource { entry.pageText == nil ? .feed : .page }

    private var published: Date { entry.possibleDate(now: now) ?? now }

    private var isDateDoubted: Bool { entry.statesImpossibleDate(now: now) }
}

extension StoryAnalysis {
    func insertTypes(_ db: Database, of story: StoryID) throws {
        for type in dealTypes {
            try db.run(
                "INSERT OR IGNORE INTO story_deal_types (story_id, deal_type) VALUES (?, ?)",
                [story.rawValue, type.rawValue])
        }
    }
}

extension FormerReport {
    /// Takes a story's reports away, for the caller to file those of its new text or analysis.
    static func remove(
        _ db: Database, of story: StoryID, where isGone: (FormerReport) -> Bool = { _ in true }
    ) throws -> [FormerReport] {
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT id, deal_id, report FROM reports WHERE story_id = ? ORDER BY id"),
            arguments: [story.rawValue])
        let removed = try rows.map { row in
            let report = try StoredJSON.value(DealReport.self, from: row["report"])
            return (row["id"] as Int64, FormerReport(deal: DealID(rawValue: row["deal_id"]), report: report))
        }.filter { isGone($0.1) }
        for (id, _) in removed { try db.run("DELETE FROM reports WHERE id = ?", [id]) }
        let reports = removed.map(\.1)
        for deal in Set(reports.map(\.deal)).sorted() { try Deal.recountOutlets(db, of: deal) }
        return reports
    }
}
