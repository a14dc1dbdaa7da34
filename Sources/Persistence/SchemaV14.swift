package import GRDB
import NewsModel

/// Version 14 of the schema: what filters ask of stories, so that the few that fulfil one are found without reading every
/// analysis.
package enum SchemaV14 {
    static let changes = """
        CREATE TABLE story_facts (
            fact TEXT NOT NULL CHECK (fact <> ''),
            value ANY NOT NULL,
            story_id INTEGER NOT NULL,
            PRIMARY KEY (fact, value, story_id)
        ) STRICT, WITHOUT ROWID;
        UPDATE meta SET value = '14' WHERE key = 'schema_version';
        """

    /// So many stories are looked at in one statement, which bounds its memory.
    private static let window: Int64 = 10_000

    /// Puts the facts beside the stories that are there, as `StoryAnalysis.insertFacts` would.
    ///
    /// In SQL it takes a fifth of the time that decoding each analysis would, and in the order of the table half of what it would in
    /// that of the stories.
    package static func findFacts(_ db: Database) throws {
        try db.execute(sql: "CREATE TEMP TABLE found_facts (fact TEXT, value ANY, story_id INTEGER) STRICT")
        let newest = try Int64.fetchOne(db, sql: "SELECT max(id) FROM stories") ?? 0
        for first in stride(from: 1, through: newest, by: Int64.Stride(window)) {
            try db.execute(sql: facts, arguments: ["first": first, "last": first + window - 1])
        }
        try db.execute(sql: sorted)
    }

    private static let facts = """
        WITH own AS (SELECT * FROM stories WHERE id BETWEEN :first AND :last),
            told AS MATERIALIZED (SELECT own.id, j.value AS deal FROM own, json_each(analysis, '$.deals') j),
            sums AS (
                SELECT id, 'amount' AS fact, \(number("$.amount.value")) AS amount_value,
                    upper(deal ->> '$.amount.currency') AS amount_currency FROM told
                UNION ALL SELECT id, 'valuation', \(number("$.valuation.value")),
                    upper(deal ->> '$.valuation.currency') FROM told)
        INSERT INTO found_facts (story_id, fact, value)
            SELECT own.id, 'shift', \(lowercase)(j.value ->> 'id') FROM own, json_each(analysis, '$.shifts') j
            UNION ALL SELECT id, 'primary', \(lowercase)(primary_type) FROM own WHERE primary_type <> 'none'
            UNION ALL SELECT id, 'status', deal ->> 'status' FROM told WHERE deal ->> 'status' <> 'announced'
            UNION ALL SELECT told.id, 'party', \(lowercase)(j.value ->> 'id') FROM told, json_each(deal, '$.parties') j
            UNION ALL SELECT id, fact, \(Deal.dollars) FROM sums
            UNION ALL SELECT id, 'confidence', \(number("$.confidence")) FROM told
            UNION ALL SELECT id, 'confidence', camp_confidence FROM own
                WHERE is_relevant = 1 AND json_array_length(analysis, '$.deals') = 0
        """

    private static let sorted = """
        INSERT OR IGNORE INTO story_facts (fact, value, story_id)
            SELECT fact, value, story_id FROM found_facts ORDER BY fact, value, story_id;
        DROP TABLE found_facts;
        """

    /// Folds every script, as filters do.
    private static let lowercase = DatabaseFunction.lowercase.name

    /// A number of a deal, which JSON has as a word where it is none.
    private static func number(_ path: String) -> String {
        """
        CASE deal ->> '\(path)' WHEN 'inf' THEN 9e999 WHEN '-inf' THEN -9e999 WHEN 'nan' THEN NULL
            ELSE CAST(deal ->> '\(path)' AS REAL) END
        """
    }
}
