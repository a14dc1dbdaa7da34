import GRDB
import NewsModel

/// Version 6 of the schema: what people have corrected about deals, the log of each deal's changes, whose a feed is, and
/// which deals still lack the sounds of their names.
enum SchemaV6 {
    static let changes = """
        ALTER TABLE deals ADD COLUMN merged_into INTEGER REFERENCES deals (id);
        CREATE INDEX deals_merged ON deals (merged_into) WHERE merged_into IS NOT NULL;

        CREATE TABLE deal_corrections (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            time INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('split', 'merge')),
            deal_id INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
            other_id INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
            author TEXT NOT NULL,
            reason TEXT NOT NULL,
            CHECK (deal_id <> other_id)
        ) STRICT;
        CREATE INDEX deal_corrections_of_deal ON deal_corrections (deal_id);
        CREATE INDEX deal_corrections_of_other ON deal_corrections (other_id);
        CREATE TABLE corrected_stories (
            correction_id INTEGER NOT NULL REFERENCES deal_corrections (id) ON DELETE CASCADE,
            story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            deal_id INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
            PRIMARY KEY (correction_id, story_id, deal_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX corrected_stories_of_story ON corrected_stories (story_id, correction_id);

        CREATE TABLE deal_changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            deal_id INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
            story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            time INTEGER NOT NULL,
            change TEXT NOT NULL CHECK (json_valid(change))
        ) STRICT;
        CREATE INDEX deal_changes_of_deal ON deal_changes (deal_id, id);

        ALTER TABLE feeds ADD COLUMN owner TEXT;

        INSERT INTO meta (key, value)
            SELECT 'deals_without_sounds', max(id) FROM deals HAVING max(id) IS NOT NULL;
        UPDATE meta SET value = '6' WHERE key = 'schema_version';
        """

    /// Says of every feed whose it is, and counts the outlets of every deal anew by that.
    static func nameOwners(_ db: Database) throws {
        let feeds = try Row.fetchAll(
            db, sql: "SELECT id, url, json_extract(memory, '$.site') AS site FROM feeds")
        for feed in feeds {
            try db.run(
                "UPDATE feeds SET owner = ? WHERE id = ?",
                [OutletOwner.of(url: feed["url"], site: feed["site"]), feed["id"] as Int64])
        }
        try db.execute(sql: Deal.recount)
    }
}
