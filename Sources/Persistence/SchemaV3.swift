/// Version 3 of the schema: article pages of feeds that carry only teasers, which feed was being read when the process
/// ended, and which dates are not believed.
enum SchemaV3 {
    static let changes = """
        ALTER TABLE feeds ADD COLUMN full_text TEXT CHECK (full_text IN ('auto', 'always', 'never'));
        ALTER TABLE stories ADD COLUMN text_source TEXT NOT NULL DEFAULT 'feed'
            CHECK (text_source IN ('feed', 'page'));

        CREATE TABLE page_fetches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            time INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('page', 'robots')),
            url TEXT NOT NULL,
            outcome TEXT NOT NULL
                CHECK (outcome IN ('taken', 'not_better', 'redirected', 'failed', 'not_asked')),
            status INTEGER,
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            duration INTEGER NOT NULL CHECK (duration >= 0),
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX page_fetches_of_feed ON page_fetches (feed_id, id);

        ALTER TABLE feeds ADD COLUMN reading_since INTEGER;
        ALTER TABLE stories ADD COLUMN date_doubted INTEGER NOT NULL DEFAULT 0 CHECK (date_doubted IN (0, 1));

        UPDATE meta SET value = '3' WHERE key = 'schema_version';
        """
}
