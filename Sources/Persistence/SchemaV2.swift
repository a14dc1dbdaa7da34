/// Version 2 of the schema: what polite polling must remember.
enum SchemaV2 {
    static let changes = """
        ALTER TABLE feeds ADD COLUMN memory TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(memory));
        ALTER TABLE feeds ADD COLUMN allow_addresses TEXT NOT NULL DEFAULT '';

        ALTER TABLE fetches ADD COLUMN cause TEXT NOT NULL DEFAULT 'due'
            CHECK (cause IN ('due', 'by_hand', 'audit'));
        ALTER TABLE fetches ADD COLUMN sent_tag INTEGER;
        ALTER TABLE fetches ADD COLUMN sent_modified INTEGER;
        ALTER TABLE fetches ADD COLUMN got_tag INTEGER;
        ALTER TABLE fetches ADD COLUMN got_modified INTEGER;
        ALTER TABLE fetches ADD COLUMN asked_wait INTEGER CHECK (asked_wait >= 0);

        CREATE TABLE former_urls (
            url TEXT PRIMARY KEY NOT NULL,
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            left_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE throttles (
            domain TEXT PRIMARY KEY NOT NULL CHECK (domain <> ''),
            refusals TEXT NOT NULL CHECK (json_valid(refusals))
        ) STRICT, WITHOUT ROWID;

        UPDATE meta SET value = '2' WHERE key = 'schema_version';
        """
}
