/// Version 4 of the schema: what tells a deal in later stories, and why a story was taken to report it.
enum SchemaV4 {
    static let changes = """
        ALTER TABLE deals ADD COLUMN marks TEXT CHECK (marks IS NULL OR json_valid(marks));
        ALTER TABLE reports ADD COLUMN reasons TEXT CHECK (reasons IS NULL OR json_valid(reasons));

        CREATE TABLE deal_sounds (
            deal_id INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
            sound TEXT NOT NULL CHECK (sound <> ''),
            PRIMARY KEY (deal_id, sound)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deal_sounds_of_sound ON deal_sounds (sound, deal_id);

        UPDATE meta SET value = '4' WHERE key = 'schema_version';
        """
}
