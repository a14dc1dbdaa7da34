/// Version 5 of the schema: alerts that are held back, and the summaries in which they are told.
enum SchemaV5 {
    static let changes = """
        ALTER TABLE outbox ADD COLUMN rule TEXT;
        ALTER TABLE outbox ADD COLUMN not_before INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE outbox ADD COLUMN held_for TEXT CHECK (held_for IN ('digest', 'rate_limit'));
        ALTER TABLE outbox ADD COLUMN told_in TEXT;
        UPDATE outbox SET rule = json_extract(alert, '$.rule'), not_before = created_at;
        CREATE INDEX outbox_of_rule ON outbox (rule, sink, not_before) WHERE held_for IS NULL;
        CREATE INDEX outbox_held ON outbox (not_before) WHERE state = 'held' AND told_in IS NULL;

        UPDATE meta SET value = '5' WHERE key = 'schema_version';
        """
}
