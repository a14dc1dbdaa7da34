import NewsModel

/// Version 10 of the schema: what lists of a million stories are read from, so that none reads much more than it shows.
enum SchemaV10 {
    /// The deals that lists have: neither merged into others nor rejected.
    private static let listed = "merged_into IS NULL AND rejected_at IS NULL"

    /// Each index begins with what a list is sorted by and goes on with all that it may be filtered by: SQLite 3.40 reads
    /// even the columns of a partial index' own condition from the table otherwise.
    ///
    /// `deals_by_sum` holds the rates of today. Other ones need an index of their own in a later version; until then
    /// SQLite sorts.
    static let changes = """
        DROP INDEX deals_newest;
        DROP INDEX deals_of_type;
        CREATE INDEX deals_listed ON deals (last_changed DESC, id DESC, type, camp, status, first_seen, confidence,
            outlet_count, amount_value, amount_currency, merged_into, rejected_at) WHERE \(listed);
        DROP INDEX deals_seen;
        CREATE INDEX deals_seen ON deals (first_seen, id, type, camp, status, amount_bound, amount_value,
            amount_currency, last_changed, merged_into, rejected_at) WHERE \(listed);
        DROP INDEX deals_told;
        CREATE INDEX deals_told ON deals (outlet_count DESC, last_changed DESC, id DESC, type, camp, status,
            first_seen, merged_into, rejected_at) WHERE \(listed);
        CREATE INDEX deals_by_sum ON deals ((\(Deal.dollars)) DESC, last_changed DESC, id DESC, type, camp, status,
            first_seen, merged_into, rejected_at) WHERE \(listed);
        DROP INDEX stories_seen;
        CREATE INDEX stories_seen ON stories (first_seen, id, camp, language, feed_id) WHERE is_relevant = 1;
        DROP INDEX stories_surest;
        CREATE INDEX stories_surest ON stories (camp_confidence DESC, published DESC, id DESC, camp, language, feed_id)
            WHERE is_relevant = 1;
        DROP INDEX reports_of_deal;
        CREATE INDEX reports_of_deal ON reports (deal_id, id, story_id);

        CREATE TABLE company_deals (
            party TEXT NOT NULL,
            last_changed INTEGER NOT NULL,
            deal_id INTEGER NOT NULL,
            camp TEXT NOT NULL,
            PRIMARY KEY (party, last_changed DESC, deal_id DESC)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO company_deals (party, last_changed, deal_id, camp)
            SELECT DISTINCT p.party, d.last_changed, d.id, d.camp
            FROM deal_parties p JOIN deals d ON d.id = p.deal_id WHERE \(listed)
            ORDER BY p.party, d.last_changed DESC, d.id DESC;
        \(triggers)
        UPDATE meta SET value = '10' WHERE key = 'schema_version';
        """

    /// Keep `company_deals` what its definition says, whoever writes to the tables that it is made of.
    private static let triggers = """
        CREATE TRIGGER company_deals_insert AFTER INSERT ON deal_parties BEGIN
            INSERT OR IGNORE INTO company_deals (party, last_changed, deal_id, camp)
            SELECT new.party, last_changed, id, camp FROM deals WHERE id = new.deal_id AND \(listed);
        END;
        CREATE TRIGGER company_deals_delete AFTER DELETE ON deal_parties
        WHEN NOT EXISTS (SELECT 1 FROM deal_parties WHERE deal_id = old.deal_id AND party = old.party) BEGIN
            DELETE FROM company_deals WHERE party = old.party AND deal_id = old.deal_id
                AND last_changed = (SELECT last_changed FROM deals WHERE id = old.deal_id);
        END;
        CREATE TRIGGER company_deals_update AFTER UPDATE OF camp, last_changed, merged_into, rejected_at ON deals
        WHEN old.camp <> new.camp OR old.last_changed <> new.last_changed
            OR old.merged_into IS NOT new.merged_into OR old.rejected_at IS NOT new.rejected_at BEGIN
            DELETE FROM company_deals WHERE deal_id = old.id AND last_changed = old.last_changed
                AND party IN (SELECT party FROM deal_parties WHERE deal_id = old.id);
            INSERT OR IGNORE INTO company_deals (party, last_changed, deal_id, camp)
            SELECT party, new.last_changed, new.id, new.camp FROM deal_parties
            WHERE deal_id = new.id AND new.merged_into IS NULL AND new.rejected_at IS NULL;
        END;
        CREATE TRIGGER company_deals_cascade BEFORE DELETE ON deals BEGIN
            DELETE FROM deal_parties WHERE deal_id = old.id;
        END;
        """
}
