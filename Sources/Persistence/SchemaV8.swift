/// Version 8 of the schema: what people have said about stories, and deals that they have rejected.
enum SchemaV8 {
    static let changes = """
        CREATE TABLE story_labels (
            story_id INTEGER PRIMARY KEY REFERENCES stories (id) ON DELETE CASCADE,
            time INTEGER NOT NULL,
            author TEXT NOT NULL,
            reason TEXT NOT NULL,
            label TEXT NOT NULL CHECK (json_valid(label))
        ) STRICT;

        ALTER TABLE deals ADD COLUMN rejected_at INTEGER;
        UPDATE meta SET value = '8' WHERE key = 'schema_version';
        """
}
