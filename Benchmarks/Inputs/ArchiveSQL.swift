/// The statements that fill an archive: all rows are made inside SQLite, where a million take a minute, not an hour.
///
/// `:count` is the number of stories. What looks random is a multiplication by a large odd number, so that every run
/// makes the same file.
enum ArchiveSQL {
    /// What stories are put together from: sentences by language, and the labels of real analyses.
    static let pools = """
        CREATE TEMP TABLE sentences (
            language TEXT, number INTEGER, text TEXT, PRIMARY KEY (language, number)) WITHOUT ROWID;
        CREATE TEMP TABLE labels (
            number INTEGER PRIMARY KEY, language TEXT, is_relevant INTEGER, camp TEXT, confidence REAL,
            type TEXT, analysis TEXT, report TEXT, sentences INTEGER);
        """

    static let feeds = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
        INSERT INTO feeds (id, url, title, next_check_reason, owner)
        SELECT i, 'https://outlet' || i || '.example/feed', 'Outlet ' || i, 'every hour', 'outlet' || i || '.example'
        FROM n
        """

    /// Three years of stories that were seen up to half a day after they were published.
    static let stories = """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
        INSERT INTO stories (id, feed_id, link, canonical_link, title, text, published, first_seen, language,
            is_relevant, camp, camp_confidence, primary_type, analysis)
        SELECT i, 1 + i * 2654435761 % 400, 'https://news.example/' || i, 'news.example/' || i,
            substr(a.text, 1, 90) || ' ' || i, b.text || ' ' || c.text || ' ' || d.text,
            :end + (i - :count) * (94608000000 / :count) - i * 40503 % 43200 * 1000,
            :end + (i - :count) * (94608000000 / :count), l.language, l.is_relevant, l.camp, l.confidence, l.type,
            l.analysis
        FROM n
            JOIN labels l ON l.number = i * 2654435761 % (SELECT count(*) FROM labels)
            JOIN sentences a ON a.language = l.language AND a.number = i * 40503 % l.sentences
            JOIN sentences b ON b.language = l.language AND b.number = i * 69069 / 7 % l.sentences
            JOIN sentences c ON c.language = l.language AND c.number = i * 1664525 / 11 % l.sentences
            JOIN sentences d ON d.language = l.language AND d.number = i * 22695477 / 13 % l.sentences
        """

    static let entries = """
        INSERT INTO entries (feed_id, key, content_hash, story_id, first_seen)
        SELECT feed_id, link, id * 2654435761, id, first_seen FROM stories
        """

    /// Of every third story one.
    static let deals = """
        INSERT INTO deals (id, type, status, camp, amount_value, amount_currency, amount_bound, confidence,
            first_seen, last_changed, first_outlet, first_language)
        SELECT id / 3,
            CASE id % 5 WHEN 0 THEN 'investment' WHEN 1 THEN 'compute' WHEN 2 THEN 'acquisition'
                WHEN 3 THEN 'licensing' ELSE 'release' END,
            CASE id % 7 WHEN 0 THEN 'rumoured' WHEN 1 THEN 'completed' ELSE 'announced' END,
            CASE id % 4 WHEN 0 THEN 'open' WHEN 1 THEN 'mixed' ELSE 'closed' END,
            CASE id % 2 WHEN 0 THEN 1e6 * (1 + id * 40503 % 9000) END, CASE id % 2 WHEN 0 THEN 'USD' END,
            CASE id % 2 WHEN 0 THEN 'exact' END, 0.5 + id % 50 / 100.0, first_seen,
            first_seen + id * 69069 % 500 * 60000, 'Outlet 1', language
        FROM stories WHERE id % 3 = 0
        """

    /// Two for each deal; a few companies are in very many.
    static let parties = """
        WITH sides (side) AS (VALUES (0), (1))
        INSERT OR IGNORE INTO deal_parties (deal_id, party, role, position)
        SELECT id, 'company-' || CAST(u * u * u * 5000 AS INTEGER), iif(side = 0, 'investor', 'recipient'), side
        FROM (
            SELECT id, side, (id * 2654435761 + side * 40503 * id) % 1000003 / 1000003.0 AS u FROM deals, sides)
        """

    /// What the triggers would have made of these.
    static let companyDeals = """
        INSERT INTO company_deals (party, last_changed, deal_id, camp, first_seen)
        SELECT DISTINCT p.party, d.last_changed, d.id, d.camp, d.first_seen FROM deal_parties p JOIN deals d ON d.id = p.deal_id
        ORDER BY p.party, d.last_changed DESC, d.id DESC
        """

    static let reports = """
        INSERT INTO reports (story_id, deal_id, type, is_main, time, report)
        SELECT s.id, d.id, d.type, 1, d.first_seen, (SELECT report FROM labels WHERE report IS NOT NULL LIMIT 1)
        FROM deals d JOIN stories s ON s.id = d.id * 3
        """

    static let types = """
        INSERT INTO story_deal_types (story_id, deal_type) SELECT story_id, type FROM reports
        """

    static let changes = """
        INSERT INTO deal_changes (deal_id, story_id, time, change)
        SELECT id, id * 3, first_seen, '{"details":[],"kind":"new"}' FROM deals
        """

    /// After the stories, in the order of their references.
    static let rest = [entries, deals, parties, companyDeals, reports, types, changes]
}
