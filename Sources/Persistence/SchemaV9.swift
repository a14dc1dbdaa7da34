/// Version 9 of the schema: which stories have lost their texts to retention, and indexes for lists of a million stories.
enum SchemaV9 {
    static let changes = """
        ALTER TABLE stories ADD COLUMN forgotten_at INTEGER;
        CREATE INDEX stories_whole ON stories (is_relevant, first_seen, id) WHERE forgotten_at IS NULL;
        CREATE INDEX stories_of_language ON stories (language, published DESC, id DESC, is_relevant);
        CREATE INDEX stories_surest ON stories (camp_confidence DESC, published DESC, id DESC)
            WHERE is_relevant = 1;
        CREATE INDEX deals_told ON deals (outlet_count DESC, last_changed DESC, id DESC)
            WHERE merged_into IS NULL;
        UPDATE meta SET value = '9' WHERE key = 'schema_version';
        """
}
