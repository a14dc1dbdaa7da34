package import FoundationEssentials
import GRDB
package import NewsModel

/// One word of a person about a story or a deal, as it was said.
///
/// What holds of a story is what these come to (`StoryLabel.init(said:)`), in `story_labels`; a later word changes that,
/// and never an earlier one.
package struct Judgement: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case label
        /// A label that finds everything right.
        case accept
        /// Takes back all that was said of a story.
        case clear
        /// Says that a deal is none: one of each of its stories, or one without a story.
        case reject
        /// Takes that back.
        case unreject
    }

    package var time: Date
    package var kind: Kind
    package var story: StoryID?
    package var deal: DealID?
    /// Who said it, and why; empty where nothing was said.
    package var author: String
    package var reason: String
    package var label: StoryLabel?
    /// What the story had reported of a deal that is rejected.
    package var reports: [DealReport]

    package init(
        time: Date, kind: Kind, story: StoryID? = nil, deal: DealID? = nil, author: String, reason: String,
        label: StoryLabel? = nil, reports: [DealReport] = []
    ) {
        self.time = time
        self.kind = kind
        self.story = story
        self.deal = deal
        self.author = author
        self.reason = reason
        self.label = label
        self.reports = reports
    }
}

extension [Judgement] {
    /// Those that count, of one story: what was said since everything was taken back, without rejections taken back.
    package var inForce: [Judgement] {
        let start = lastIndex { $0.kind == .clear }.map { $0 + 1 } ?? 0
        return indices.dropFirst(start).map { self[$0] }.enumerated().filter { offset, word in
            guard word.kind == .reject, let deal = word.deal else { return word.label != nil }
            return !isTakenBack(deal, after: start + offset)
        }.map(\.element)
    }

    /// Whether a person took back, after a word, that a deal is none.
    fileprivate func isTakenBack(_ deal: DealID, after index: Int) -> Bool {
        self[index...].contains { $0.kind == .unreject && $0.deal == deal }
    }
}

extension StoryLabel {
    /// What all that was said of a story comes to; nil for nothing.
    package init?(said words: [Judgement]) {
        let counted = words.inForce
        guard let first = counted.first?.label else { return nil }
        self = counted.dropFirst().compactMap(\.label).reduce(first) { $0.adding($1) }
        // A label of an earlier version has rejections in it.
        let left = (rejectedDeals ?? []).filter { number in
            let deal = DealID(rawValue: number)
            let said = words.lastIndex { $0.label?.rejectedDeals?.contains(number) == true } ?? 0
            return !words.isTakenBack(deal, after: said)
        }
        rejectedDeals = left.isEmpty ? nil : left
    }
}

extension Judgement {
    init(row: Row) throws {
        self.init(
            time: row.requiredDate("time"), kind: try row.value("kind"),
            story: (row["story_id"] as Int64?).map(StoryID.init(rawValue:)),
            deal: (row["deal_id"] as Int64?).map(DealID.init(rawValue:)), author: row["author"],
            reason: row["reason"],
            label: try (row["label"] as String?).map { try StoredJSON.value(StoryLabel.self, from: $0) },
            reports: try (row["reports"] as String?).map {
                try StoredJSON.value([DealReport].self, from: $0)
            } ?? [])
    }

    /// Of a story, in the order in which they came.
    static func all(_ db: Database, of story: StoryID) throws -> [Judgement] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM judgements WHERE story_id = ? ORDER BY id"),
            arguments: [story.rawValue]
        ).map(Judgement.init(row:))
    }

    /// Of a deal and of those that were merged into it.
    static func all(_ db: Database, of deal: DealID) throws -> [Judgement] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM judgements
                    WHERE deal_id IN (SELECT id FROM deals WHERE id = :id OR merged_into = :id) ORDER BY id
                    """), arguments: ["id": deal.rawValue]
        ).map(Judgement.init(row:))
    }
}

extension Store {
    /// What people have said about a story, oldest first.
    package func judgements(of story: StoryID) async throws(StoreError) -> [Judgement] {
        try await read("read what was said of a story") { db in try Judgement.all(db, of: story) }
    }

    /// The stories that people have labelled and that have their texts, with what holds of them, in the order of their numbers.
    package func labelledStories() async throws(StoreError) -> [(story: Story, label: StoryLabel)] {
        try await read("list the labelled stories") { db in
            try Row.fetchAll(
                db,
                sql: Story.select.description + """
                     JOIN story_labels l ON l.story_id = s.id WHERE s.forgotten_at IS NULL ORDER BY s.id
                    """
            ).map { row in
                let story = try Story(row: row)
                return (story, try StoryLabel.fetch(db, of: story.id) ?? StoryLabel())
            }
        }
    }
}

extension StoreTransaction {
    /// What people have said about a story, oldest first.
    package func judgements(of story: StoryID) throws(StoreError) -> [Judgement] {
        try step("read what was said of a story") { db in try Judgement.all(db, of: story) }
    }

    package func judgements(of deal: DealID) throws(StoreError) -> [Judgement] {
        try step("read what was said of a deal") { db in try Judgement.all(db, of: deal) }
    }

    /// Keeps one word of a person, for good.
    package func record(_ word: Judgement) throws(StoreError) {
        try step("keep what a person said") { db in
            try db.run(
                """
                INSERT INTO judgements (time, kind, story_id, deal_id, author, reason, label, reports)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    word.time.milliseconds, word.kind.rawValue, word.story?.rawValue, word.deal?.rawValue,
                    word.author, word.reason, try word.label.map(StoredJSON.text),
                    word.reports.isEmpty ? nil : try StoredJSON.text(word.reports),
                ])
        }
    }
}
