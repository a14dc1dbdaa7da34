/// Version 11 of the schema: every word of a person about a story or a deal as it was said, so that it can be taken back.
enum SchemaV11 {
    static let changes = """
        CREATE TABLE judgements (
            id INTEGER PRIMARY KEY,
            time INTEGER NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('label', 'accept', 'clear', 'reject', 'unreject')),
            story_id INTEGER REFERENCES stories (id) ON DELETE CASCADE,
            deal_id INTEGER REFERENCES deals (id),
            author TEXT NOT NULL,
            reason TEXT NOT NULL,
            label TEXT CHECK (label IS NULL OR json_valid(label)),
            reports TEXT CHECK (reports IS NULL OR json_valid(reports))
        ) STRICT;
        CREATE INDEX judgements_of_story ON judgements (story_id, id);
        CREATE INDEX judgements_of_deal ON judgements (deal_id, id) WHERE deal_id IS NOT NULL;

        INSERT INTO judgements (time, kind, story_id, author, reason, label)
            SELECT time, 'label', story_id, author, reason, label FROM story_labels ORDER BY time, story_id;
        INSERT INTO judgements (time, kind, story_id, deal_id, author, reason, label)
            SELECT d.rejected_at, 'reject', l.story_id, d.id, coalesce(l.author, ''), coalesce(l.reason, ''),
                json_patch(json_object('rejectedDeals', json_array(d.id)),
                    json_object('rejected', json_extract(l.label, '$.rejected')))
            FROM deals d LEFT JOIN story_labels l
                ON EXISTS (SELECT 1 FROM json_each(l.label, '$.rejectedDeals') j WHERE j.value = d.id)
            WHERE d.rejected_at >= 0 ORDER BY d.id, l.story_id;
        UPDATE judgements SET label = json_remove(label, '$.rejected', '$.rejectedDeals')
            WHERE kind = 'label' AND story_id IN (SELECT story_id FROM judgements WHERE kind = 'reject');
        UPDATE judgements SET label = NULL WHERE kind = 'reject' AND story_id IS NULL;
        DELETE FROM judgements WHERE kind = 'label' AND label = '{}';
        UPDATE meta SET value = '11' WHERE key = 'schema_version';
        """
}
