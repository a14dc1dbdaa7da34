import FoundationEssentials
import NewsModel

/// Version 15 of the schema: what the companies of a time and the balance of the camps are counted from, so that years of
/// deals are not read one by one.
package enum SchemaV15 {
    static let changes = """
        DROP TRIGGER company_deals_insert;
        DROP TRIGGER company_deals_delete;
        DROP TRIGGER company_deals_update;
        ALTER TABLE company_deals RENAME TO company_deals_of_v10;
        CREATE TABLE company_deals (
            party TEXT NOT NULL,
            last_changed INTEGER NOT NULL,
            deal_id INTEGER NOT NULL,
            camp TEXT NOT NULL,
            first_seen INTEGER NOT NULL,
            PRIMARY KEY (party, last_changed DESC, deal_id DESC)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO company_deals (party, last_changed, deal_id, camp, first_seen)
            SELECT c.party, c.last_changed, c.deal_id, c.camp, d.first_seen
            FROM company_deals_of_v10 c CROSS JOIN deals d ON d.id = c.deal_id
            ORDER BY c.party, c.last_changed DESC, c.deal_id DESC;
        DROP TABLE company_deals_of_v10;
        \(companyTriggers)

        CREATE TABLE daily_deals (
            day INTEGER NOT NULL,
            type TEXT NOT NULL,
            status TEXT NOT NULL,
            camp TEXT NOT NULL,
            is_promise INTEGER NOT NULL,
            deals INTEGER NOT NULL,
            sums INTEGER NOT NULL,
            dollars REAL NOT NULL,
            PRIMARY KEY (day, type, status, camp, is_promise)
        ) STRICT, WITHOUT ROWID;
        \(fillDays)
        \(dailyTriggers)
        UPDATE meta SET value = '15' WHERE key = 'schema_version';
        """

    /// As version 10 has them, with when a deal was first seen; `company_deals_cascade` stays.
    private static let companyTriggers = """
        CREATE TRIGGER company_deals_insert AFTER INSERT ON deal_parties BEGIN
            INSERT OR IGNORE INTO company_deals (party, last_changed, deal_id, camp, first_seen)
            SELECT new.party, last_changed, id, camp, first_seen FROM deals
            WHERE id = new.deal_id AND merged_into IS NULL AND rejected_at IS NULL;
        END;
        CREATE TRIGGER company_deals_delete AFTER DELETE ON deal_parties
        WHEN NOT EXISTS (SELECT 1 FROM deal_parties WHERE deal_id = old.deal_id AND party = old.party) BEGIN
            DELETE FROM company_deals WHERE party = old.party AND deal_id = old.deal_id
                AND last_changed = (SELECT last_changed FROM deals WHERE id = old.deal_id);
        END;
        CREATE TRIGGER company_deals_update
        AFTER UPDATE OF camp, last_changed, first_seen, merged_into, rejected_at ON deals
        WHEN old.camp <> new.camp OR old.last_changed <> new.last_changed OR old.first_seen <> new.first_seen
            OR old.merged_into IS NOT new.merged_into OR old.rejected_at IS NOT new.rejected_at BEGIN
            DELETE FROM company_deals WHERE deal_id = old.id AND last_changed = old.last_changed
                AND party IN (SELECT party FROM deal_parties WHERE deal_id = old.id);
            INSERT OR IGNORE INTO company_deals (party, last_changed, deal_id, camp, first_seen)
            SELECT party, new.last_changed, new.id, new.camp, new.first_seen FROM deal_parties
            WHERE deal_id = new.id AND new.merged_into IS NULL AND new.rejected_at IS NULL;
        END;
        """

    /// Counts all deals that lists have; an archive is made without triggers and needs it, too.
    package static let fillDays = """
        INSERT INTO daily_deals (day, type, status, camp, is_promise, deals, sums, dollars)
            SELECT \(day()), type, status, camp, \(isPromise()), count(*), count(\(dollars())), total(\(dollars()))
            FROM deals WHERE merged_into IS NULL AND rejected_at IS NULL GROUP BY 1, 2, 3, 4, 5;
        """

    private static let dailyTriggers = """
        CREATE TRIGGER daily_deals_insert AFTER INSERT ON deals WHEN \(isListed("new.")) BEGIN
            \(add)
        END;
        CREATE TRIGGER daily_deals_update AFTER UPDATE OF type, status, camp, amount_value, amount_currency,
            amount_bound, first_seen, merged_into, rejected_at ON deals
        WHEN (\(counted("old."))) IS NOT (\(counted("new."))) BEGIN
            \(subtract)
            \(add)
        END;
        CREATE TRIGGER daily_deals_delete AFTER DELETE ON deals WHEN \(isListed("old.")) BEGIN
            \(subtract)
        END;
        """

    private static let add = """
        INSERT INTO daily_deals (day, type, status, camp, is_promise, deals, sums, dollars)
            SELECT \(day("new.")), new.type, new.status, new.camp, \(isPromise("new.")), 1, d.sum IS NOT NULL,
                coalesce(d.sum, 0) FROM (SELECT \(dollars("new.")) AS sum) d
            WHERE \(isListed("new."))
            ON CONFLICT (day, type, status, camp, is_promise) DO UPDATE
            SET deals = deals + 1, sums = sums + excluded.sums, dollars = dollars + excluded.dollars;
        """

    private static let subtract = """
        UPDATE daily_deals SET deals = deals - 1, sums = sums - (d.sum IS NOT NULL),
            dollars = dollars - coalesce(d.sum, 0) FROM (SELECT \(dollars("old.")) AS sum) d
            WHERE \(isListed("old.")) AND \(isOfOld);
        DELETE FROM daily_deals WHERE deals = 0 AND \(isOfOld);
        """

    private static let isOfOld = """
        (day, type, status, camp, is_promise)
            = (\(day("old.")), old.type, old.status, old.camp, \(isPromise("old.")))
        """

    private static func isListed(_ row: String) -> String {
        "\(row)merged_into IS NULL AND \(row)rejected_at IS NULL"
    }

    /// All that a count hangs on.
    private static func counted(_ row: String) -> String {
        [
            "type", "status", "camp", "amount_value", "amount_currency", "amount_bound", "first_seen",
            "merged_into IS NULL AND \(row)rejected_at IS NULL",
        ].map { row + $0 }.joined(separator: ", ")
    }

    private static func day(_ row: String = "") -> String { "\(row)first_seen / 86400000" }

    private static func isPromise(_ row: String = "") -> String {
        "coalesce(\(row)amount_bound = 'up_to', 0)"
    }

    /// In whole dollars, of which a REAL holds sums of up to nine quadrillion exactly whatever is taken from them again; one deal
    /// counts for one quadrillion at most.
    private static func dollars(_ row: String = "") -> String {
        let exact = Deal.dollars.replacing("amount_", with: row + "amount_")
        return "max(-1e15, min(1e15, round(\(exact))))"
    }
}
