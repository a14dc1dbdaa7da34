/// Version 12 of the schema: the text of an alert once, however many sinks it goes to, so that a mark in the outbox does
/// not write it again.
///
/// Summaries of two sinks could have one id and tell of different alerts. So the later ones get an id of their own.
enum SchemaV12 {
    static let changes = """
        CREATE TABLE alerts (
            alert_id TEXT NOT NULL PRIMARY KEY CHECK (alert_id <> ''),
            alert TEXT NOT NULL CHECK (json_valid(alert))
        ) STRICT;
        UPDATE outbox SET alert_id = alert_id || '-' || sink,
            alert = json_set(alert, '$.id', alert_id || '-' || sink)
        WHERE rule IS NULL AND alert <> (
            SELECT kept.alert FROM outbox kept WHERE kept.alert_id = outbox.alert_id ORDER BY kept.id LIMIT 1);
        UPDATE outbox SET told_in = told_in || '-' || sink WHERE EXISTS (
            SELECT 1 FROM outbox summary
            WHERE summary.alert_id = outbox.told_in || '-' || outbox.sink AND summary.sink = outbox.sink);
        INSERT INTO alerts (alert_id, alert)
            SELECT alert_id, alert FROM outbox WHERE id IN (SELECT min(id) FROM outbox GROUP BY alert_id) ORDER BY id;
        ALTER TABLE outbox DROP COLUMN alert;

        UPDATE meta SET value = '12' WHERE key = 'schema_version';
        """
}
