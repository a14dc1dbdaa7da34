package import Foundation
import GRDB
package import NewsModel

extension StoreTransaction {
    /// Bounds the work of matching one report against what is known.
    private static let candidateLimit = 200

    /// The deals that a story may tell of: those whose parties it names most tellingly, changed at or after a time, the
    /// last changed first.
    ///
    /// `parties` are those of the report, `names` whom the story names at all, both canonical; `sounds` are keys as in
    /// `DealMarks.sounds`. A deal that was merged into another stands beside it with the other's number and times, so
    /// that a report of it is known by what it was known by before.
    package func candidateDeals(
        parties: Set<String>, names: Set<String> = [], sounds: Set<String>, since: Date
    ) throws(StoreError) -> [Deal] {
        try step("find the deals that a report may mean") { db in
            var ranking = CandidateRanking(db: db, since: since)
            for party in parties.sorted() { try ranking.add(party: party, weight: 4) }
            for name in names.subtracting(parties).sorted() { try ranking.add(party: name, weight: 2) }
            // "=", whole words, sorts before "~", consonants, which tell less.
            for sound in sounds.sorted().prefix(CandidateRanking.mostSounds) { try ranking.add(sound: sound) }
            let found = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT d.id, d.merged_into FROM deals d LEFT JOIN deals whole ON whole.id = d.merged_into
                        WHERE d.id IN (SELECT value FROM json_each(?))
                        ORDER BY coalesce(whole.last_changed, d.last_changed) DESC, d.id DESC
                        """), arguments: [try StoredJSON.text(ranking.best(Self.candidateLimit))])
            let deals = try Deal.fetch(db, ids: found.map { $0["id"] }, withMarks: true)
            return try zip(deals, found).compactMap { try $0.face(in: $1["merged_into"], db: db) }
        }
    }
}

/// Weighs deals by the names that they share with a story.
///
/// A name counts the more the fewer deals it has: whom everybody deals with says little. Work is bounded whatever a story
/// names: so many names, so many deals for each, the newest, and so many in all.
private struct CandidateRanking {
    static let mostSounds = 1_024
    private static let mostOfKey = 1_000
    private static let mostLooks = 10_000

    let db: Database
    let since: Date
    private var looks = 0
    private var weights: [Int64: (weight: Double, changed: Int64)] = [:]

    init(db: Database, since: Date) {
        self.db = db
        self.since = since
    }

    mutating func add(party: String, weight: Double) throws {
        try add(
            """
            SELECT p.deal_id, coalesce(w.last_changed, d.last_changed) AS changed
            FROM deal_parties p JOIN deals d ON d.id = p.deal_id LEFT JOIN deals w ON w.id = d.merged_into
            WHERE p.party = ? AND changed >= ? ORDER BY p.deal_id DESC LIMIT ?
            """, key: party, weight: weight)
    }

    mutating func add(sound: String) throws {
        try add(
            """
            SELECT s.deal_id, coalesce(w.last_changed, d.last_changed) AS changed
            FROM deal_sounds s JOIN deals d ON d.id = s.deal_id LEFT JOIN deals w ON w.id = d.merged_into
            WHERE s.sound = ? AND changed >= ? ORDER BY s.deal_id DESC LIMIT ?
            """, key: sound, weight: 1)
    }

    private mutating func add(_ sql: StaticString, key: String, weight: Double) throws {
        let room = min(Self.mostOfKey, Self.mostLooks - looks)
        guard room > 0 else { return }
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: sql.description), arguments: [key, since.milliseconds, room])
        var deals: [(id: Int64, changed: Int64)] = []
        while let row = try rows.next() { deals.append((row[0], row[1])) }
        looks += deals.count
        let share = weight / log2(Double(deals.count) + 1)
        for deal in deals {
            weights[deal.id, default: (0, deal.changed)].weight += share
        }
    }

    /// The weightiest, of equal ones the last changed.
    func best(_ limit: Int) -> [Int64] {
        weights.sorted {
            ($0.value.weight, $0.value.changed, $0.key) > ($1.value.weight, $1.value.changed, $1.key)
        }.prefix(limit).map(\.key)
    }
}

extension Deal {
    /// A deal as it looks, or as it looked before it was merged into another, whose number it then has.
    fileprivate func face(in whole: Int64?, db: Database) throws -> Deal? {
        guard let whole else { return self }
        guard let whole = try Deal.fetch(db, id: DealID(rawValue: whole)) else { return nil }
        var deal = self
        deal.id = whole.id
        deal.firstSeen = min(deal.firstSeen, whole.firstSeen)
        deal.lastChanged = max(deal.lastChanged, whole.lastChanged)
        let told = [deal.marks?.lastTold, whole.marks?.lastTold].compactMap(\.self).max()
        deal.marks?.lastTold = told
        return deal
    }
}
