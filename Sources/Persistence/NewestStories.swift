import FoundationEssentials
import GRDB
import NewsModel

/// Finds the newest of very many matches without looking at all of them.
///
/// DESIGN. A word or a company may be in a third of a million stories, and a list shows fifty. Numbers of stories rise
/// with the time at which they were first seen, and a story is published a day after that at most (`Entry.possibleDate`).
/// So matches are taken by falling number, which every index here gives without sorting, until none that follows can
/// be newer than those found.
struct NewestStories {
    private static let longestAdvance: Int64 = 86_400_000

    /// So few stories with a fact are looked at sooner than those with a text.
    private static let fewerThanTexts = 2_000

    /// One column of numbers of stories, falling.
    private let candidates: String
    private let arguments: StatementArguments
    private let query: StoryQuery
    /// What else must hold, for one story.
    private var filter = Filter()

    /// Nil where the query names nothing that an index finds, or asks for another order.
    init?(_ db: Database, _ query: StoryQuery, terms: SearchTerms?) throws {
        guard query.order != .confidence else { return nil }
        self.query = query
        var others = query
        var isTextLeft = false
        let rarest = try FactCondition.rarest(db, of: query.facts)
        if let rarest, terms?.match == nil || rarest.stories < Self.fewerThanTexts {
            candidates = """
                SELECT DISTINCT story_id FROM story_facts WHERE \(rarest.condition.sql) ORDER BY story_id DESC
                """
            arguments = try rarest.condition.arguments
            others.facts.removeAll { $0 == rarest.condition }
            isTextLeft = true
        } else if let match = terms?.match {
            candidates = "SELECT rowid FROM story_search WHERE story_search MATCH ? ORDER BY rowid DESC"
            arguments = [match]
        } else if let party = query.party {
            candidates = """
                SELECT r.story_id FROM deal_parties p JOIN reports r ON r.deal_id = p.deal_id
                WHERE p.party = ? ORDER BY r.story_id DESC
                """
            arguments = [party]
            others.party = nil
        } else if let type = query.dealType {
            candidates = "SELECT story_id FROM story_deal_types WHERE deal_type = ? ORDER BY story_id DESC"
            arguments = [type.rawValue]
        } else {
            return nil
        }
        filter.requireColumns(others)
        for fact in others.facts { try filter.require(fact) }
        filter.require(
            """
            EXISTS (SELECT 1 FROM reports r JOIN deal_parties p ON p.deal_id = r.deal_id
                WHERE r.story_id = s.id AND p.party = ?)
            """, ifGiven: others.party)
        filter.require(
            "EXISTS (SELECT 1 FROM story_search WHERE story_search MATCH ? AND rowid = s.id)",
            ifGiven: isTextLeft ? terms?.match : nil)
        if let terms { filter.requirePatterns(terms) }
    }

    /// What the caller asks besides is asked of those stories alone that might be among the newest.
    func fetch(_ db: Database, where holds: ((Story) -> Bool)?) throws -> [Story] {
        try numbers(db, where: holds).compactMap { try Story.fetch(db, id: StoryID(rawValue: $0)) }
    }

    private func numbers(_ db: Database, where holds: ((Story) -> Bool)?) throws -> [Int64] {
        let (sql, wanted) = filter.statement(
            "SELECT s.published, s.first_seen FROM stories s", ofRow: "s.id = ?")
        let statement = try db.cachedStatement(sql: sql)
        let isByTimeSeen = query.order == .seen
        let slack = isByTimeSeen ? 0 : Self.longestAdvance
        var best = Best(limit: query.limit)
        best.floor = (query.since?.milliseconds).map { $0 - Self.longestAdvance + slack } ?? .min
        let numbers = try Int64.fetchCursor(db, sql: candidates, arguments: arguments)
        var last: Int64?
        while query.limit > 0, let number = try numbers.next() {
            // A story may report several deals of a company.
            if number == last { continue }
            last = number
            guard let row = try Row.fetchOne(statement, arguments: wanted + [number]) else { continue }
            let firstSeen: Int64 = row["first_seen"]
            if firstSeen + slack < best.floor { break }
            let time: Int64 = isByTimeSeen ? firstSeen : row["published"]
            guard time >= best.floor else { continue }
            if let holds {
                guard let story = try Story.fetch(db, id: StoryID(rawValue: number)), holds(story) else {
                    continue
                }
            }
            best.add(time, number)
        }
        return best.numbers
    }

    /// The newest found so far.
    private struct Best {
        let limit: Int
        /// Nothing older can be among them.
        var floor = Int64.min
        private var found: [(time: Int64, number: Int64)] = []

        /// Twice the limit must be a number too.
        init(limit: Int) { self.limit = min(limit, 1 << 40) }

        mutating func add(_ time: Int64, _ number: Int64) {
            found.append((time, number))
            // Sorting at every story would cost more than finding them.
            if found.count == limit || found.count >= 2 * limit + 64 { prune() }
        }

        private mutating func prune() {
            found = sorted
            if found.count == limit, let last = found.last { floor = max(floor, last.time) }
        }

        private var sorted: [(time: Int64, number: Int64)] {
            Array(found.sorted { ($0.time, $0.number) > ($1.time, $1.number) }.prefix(limit))
        }

        var numbers: [Int64] { sorted.map(\.number) }
    }
}
