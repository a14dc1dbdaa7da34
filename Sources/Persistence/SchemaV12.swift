/// Version 12 of the schema: the text of an alert once, however many sinks it goes to, so that a mark in the outbox does
/// not write it again.
enum SchemaV12 {
    static let changes = """
        CREATE TABLE alerts (
            alert_id TEXT NOT NULL PRIMARY KEY CHECK (alert_id <> ''),
            alert TEXT NOT NULL CHECK (json_valid(alert))
        ) STRICT;
        INSERT INTO alerts (alert_id, alert)
            SELECT alert_id, alert FROM outbox WHERE id IN (SELECT min(id) FROM outbox GROUP BY alert_id) ORDER BY id;
        ALTER TABLE outbox DROP COLUMN alert;

        UPDATE meta SET value = '12' WHERE key = 'schema_version';
        """
}
