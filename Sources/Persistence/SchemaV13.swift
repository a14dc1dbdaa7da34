/// Version 13 of the schema: the camps of deals as people said last of the stories that announce them, for what was said
/// before a word about a story held for its deals, too.
///
/// `CROSS JOIN` keeps SQLite to the order: words are few, reports may be a million.
enum SchemaV13 {
    static let changes = """
        WITH words AS (
            SELECT r.deal_id, j.label ->> 'camp' AS camp,
                row_number() OVER (PARTITION BY r.deal_id ORDER BY j.time DESC, j.id DESC) AS place
            FROM judgements j CROSS JOIN story_labels l ON l.story_id = j.story_id
                CROSS JOIN reports r ON r.story_id = j.story_id
            WHERE j.label ->> 'camp' = l.label ->> 'camp' AND j.label ->> 'deals' IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM judgements c WHERE c.story_id = j.story_id AND c.id > j.id AND c.kind = 'clear')
                AND (r.is_main OR NOT EXISTS (SELECT 1 FROM reports m WHERE m.deal_id = r.deal_id AND m.is_main))
        )
        UPDATE deals SET camp = words.camp FROM words
            WHERE words.deal_id = deals.id AND words.place = 1 AND deals.camp <> words.camp;
        UPDATE meta SET value = '13' WHERE key = 'schema_version';
        """
}
