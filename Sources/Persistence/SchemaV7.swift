/// Version 7 of the schema: indexes by the time at which something came to be known, for the page of what is new.
enum SchemaV7 {
    static let changes = """
        CREATE INDEX deals_seen ON deals (first_seen);
        CREATE INDEX stories_seen ON stories (first_seen) WHERE is_relevant = 1;
        CREATE INDEX deal_changes_newest ON deal_changes (time);
        UPDATE meta SET value = '7' WHERE key = 'schema_version';
        """
}
