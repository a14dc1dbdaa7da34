import GRDB
package import NewsModel

/// Which camp a deal strengthens, by what people and the analysis say of its stories.
///
/// What a person said last of the camp of one of the stories that announce the deal; else the camp of the first of them that has
/// one. Stories that tell of it beside other news count where none announces it. That a person found a story's labels right says
/// nothing of its deals' camps.
extension StoreTransaction {
    /// What people say it is; nil where nobody has spoken of the camp of such a story.
    private func saidCamp(of deal: DealID) throws(StoreError) -> Camp? {
        try step("read what was said of a deal's camp") { db in
            try Judgement.ofCamp(db, of: deal)?.label?.camp
        }
    }

    /// Settles the camps of deals that a story tells of, or did until now, where people have spoken of them; which those are.
    ///
    /// That is where a person spoke of the camp of that story or of one of the deal's; elsewhere a deal keeps the camp that it
    /// was found with.
    @discardableResult
    package func settleSaidCamps(
        of deals: Set<DealID>, toldBy story: StoryID
    ) throws(StoreError) -> Set<DealID> {
        var settled: Set<DealID> = []
        for deal in deals where try isCampSaid(of: deal, besides: story) {
            try settleCamp(of: deal)
            settled.insert(deal)
        }
        return settled
    }

    /// Whether a person has ever spoken of the camp of a story that tells of a deal, or of one beside these.
    package func isCampSaid(of deal: DealID, besides story: StoryID? = nil) throws(StoreError) -> Bool {
        try step("read whether somebody spoke of a deal's camp") { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM judgements j WHERE \(Judgement.isOfCamp) AND story_id IN (
                            SELECT story_id FROM reports WHERE deal_id = ? UNION ALL SELECT ?))
                        """), arguments: [deal.rawValue, story?.rawValue]) ?? false
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
    /// Holds for a judgement `j` that names a story's camp.
    ///
    /// One with deals accepts what the analysis has.
    fileprivate static let isOfCamp = "j.label ->> 'camp' IS NOT NULL AND j.label ->> 'deals' IS NULL"

    /// The word that decides a deal's camp, if a person's does.
    ///
    /// Of one story that is the last that was kept, which the label in force repeats. Of several stories it is the last by
    /// time: what is imported was said before it was kept.
    static func ofCamp(_ db: Database, of deal: DealID) throws -> Judgement? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    \(Deal.tellers) SELECT j.* FROM tellers t
                        JOIN story_labels l ON l.story_id = t.story_id
                        JOIN judgements j ON j.story_id = t.story_id
                    WHERE \(isOfCamp) AND j.label ->> 'camp' = l.label ->> 'camp' AND NOT EXISTS (
                        SELECT 1 FROM judgements WHERE story_id = j.story_id AND id > j.id AND kind = 'clear')
                    ORDER BY j.time DESC, j.id DESC LIMIT 1
                    """), arguments: ["deal": deal.rawValue]
        ).map(Judgement.init(row:))
    }
}
