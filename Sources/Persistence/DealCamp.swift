import GRDB
package import NewsModel

/// Which camp a deal strengthens, by what people and the analysis say of its stories.
///
/// What a person said last of the camp of one of the stories that announce the deal; else the camp of the first of them that has
/// one. Stories that tell of it beside other news count where none announces it.
extension StoreTransaction {
    /// What people say it is; nil where nobody has spoken of the camp of such a story.
    package func saidCamp(of deal: DealID) throws(StoreError) -> Camp? {
        try step("read what was said of a deal's camp") { db in
            try Judgement.ofCamp(db, of: deal)?.label?.camp
        }
    }

    /// Makes that the deal's camp; a deal without stories keeps the one that it has.
    package func settleCamp(of deal: DealID) throws(StoreError) {
        guard try hasReports(deal) else { return }
        let said = try saidCamp(of: deal)
        try step("settle the camp of a deal") { db in
            try db.cachedStatement(
                sql: """
                    \(Deal.tellers) UPDATE deals SET camp = coalesce(:said, (
                        SELECT s.camp FROM tellers t JOIN stories s ON s.id = t.story_id
                        WHERE s.camp <> :neither ORDER BY s.published, s.id LIMIT 1), :neither)
                    WHERE id = :deal
                    """
            ).execute(
                arguments: [
                    "deal": deal.rawValue, "said": said?.rawValue, "neither": Camp.neither.rawValue,
                ])
        }
    }
}

extension Deal {
    /// The stories whose camp counts for a deal, as the start of a statement.
    fileprivate static let tellers = """
        WITH tellers AS (
            SELECT DISTINCT story_id FROM reports WHERE deal_id = :deal AND (is_main
                OR NOT EXISTS (SELECT 1 FROM reports WHERE deal_id = :deal AND is_main)))
        """
}

extension Judgement {
    /// The word that decides a deal's camp, if a person's does.
    static func ofCamp(_ db: Database, of deal: DealID) throws -> Judgement? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    \(Deal.tellers) SELECT j.* FROM tellers t
                        JOIN story_labels l ON l.story_id = t.story_id
                        JOIN judgements j ON j.story_id = t.story_id
                    WHERE j.label ->> 'camp' = l.label ->> 'camp' ORDER BY j.time DESC, j.id DESC LIMIT 1
                    """), arguments: ["deal": deal.rawValue]
        ).map(Judgement.init(row:))
    }
}
