/// Version 1 of the schema; `docs/schema.md` explains every table.
///
/// Times are whole milliseconds since 1970-01-01 UTC. A table's rules stand here, not in Swift, so that no
/// path into the database can break them.
enum SchemaV1 {
    static let tables = """
        CREATE TABLE meta (
            key TEXT PRIMARY KEY NOT NULL,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE feeds (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            url TEXT NOT NULL UNIQUE CHECK (lower(url) GLOB 'http://?*' OR lower(url) GLOB 'https://?*'),
            title TEXT NOT NULL,
            folder TEXT NOT NULL DEFAULT '',
            language TEXT,
            is_paused INTEGER NOT NULL DEFAULT 0 CHECK (is_paused IN (0, 1)),
            removed_at INTEGER,
            entity_tag TEXT,
            last_modified TEXT,
            next_check INTEGER,
            next_check_reason TEXT NOT NULL,
            last_checked INTEGER,
            last_succeeded INTEGER,
            last_status INTEGER,
            last_error TEXT,
            failure_count INTEGER NOT NULL DEFAULT 0 CHECK (failure_count >= 0)
        ) STRICT;
        CREATE INDEX feeds_due ON feeds (next_check) WHERE removed_at IS NULL AND is_paused = 0;

        CREATE TABLE fetches (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            time INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('updated', 'unchanged', 'not_modified', 'failed')),
            status INTEGER,
            bytes INTEGER NOT NULL CHECK (bytes >= 0),
            duration INTEGER NOT NULL CHECK (duration >= 0),
            new_stories INTEGER NOT NULL CHECK (new_stories >= 0),
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX fetches_of_feed ON fetches (feed_id, id);

        CREATE TABLE stories (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            feed_id INTEGER NOT NULL REFERENCES feeds (id),
            link TEXT,
            canonical_link TEXT UNIQUE,
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            published INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            revision INTEGER NOT NULL DEFAULT 1 CHECK (revision >= 1),
            language TEXT NOT NULL,
            is_relevant INTEGER NOT NULL CHECK (is_relevant IN (0, 1)),
            camp TEXT NOT NULL CHECK (camp <> ''),
            camp_confidence REAL NOT NULL CHECK (camp_confidence BETWEEN 0 AND 1),
            primary_type TEXT NOT NULL CHECK (primary_type <> ''),
            analysis TEXT NOT NULL CHECK (json_valid(analysis))
        ) STRICT;
        CREATE INDEX stories_newest ON stories (published DESC, id DESC);
        CREATE INDEX stories_of_camp ON stories (camp, published DESC, id DESC, is_relevant);
        CREATE INDEX stories_of_feed ON stories (feed_id, published DESC, id DESC);

        CREATE TABLE story_revisions (
            story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            replaced_at INTEGER NOT NULL,
            PRIMARY KEY (story_id, revision)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE story_deal_types (
            story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            deal_type TEXT NOT NULL CHECK (deal_type <> ''),
            PRIMARY KEY (story_id, deal_type)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX story_deal_types_of_type ON story_deal_types (deal_type, story_id);

        CREATE TABLE entries (
            id INTEGER PRIMARY KEY,
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            key TEXT NOT NULL CHECK (key <> ''),
            content_hash INTEGER NOT NULL,
            story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            first_seen INTEGER NOT NULL,
            UNIQUE (feed_id, key)
        ) STRICT;
        CREATE INDEX entries_of_story ON entries (story_id, feed_id);

        CREATE TABLE deals (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            type TEXT NOT NULL CHECK (type <> ''),
            status TEXT NOT NULL CHECK (status IN ('rumoured', 'announced', 'completed', 'cancelled')),
            camp TEXT NOT NULL CHECK (camp <> ''),
            amount_value REAL,
            amount_currency TEXT,
            amount_bound TEXT CHECK (amount_bound IN ('exact', 'about', 'up_to', 'at_least')),
            valuation_value REAL,
            valuation_currency TEXT,
            valuation_bound TEXT CHECK (valuation_bound IN ('exact', 'about', 'up_to', 'at_least')),
            quantity_value REAL,
            quantity_unit TEXT,
            quantity_bound TEXT CHECK (quantity_bound IN ('exact', 'about', 'up_to', 'at_least')),
            confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
            first_seen INTEGER NOT NULL,
            last_changed INTEGER NOT NULL,
            outlet_count INTEGER NOT NULL DEFAULT 1 CHECK (outlet_count >= 1),
            first_outlet TEXT NOT NULL,
            first_language TEXT NOT NULL,
            CHECK ((amount_value IS NULL) = (amount_currency IS NULL)
                AND (amount_value IS NULL) = (amount_bound IS NULL)),
            CHECK ((valuation_value IS NULL) = (valuation_currency IS NULL)
                AND (valuation_value IS NULL) = (valuation_bound IS NULL)),
            CHECK ((quantity_value IS NULL) = (quantity_unit IS NULL)
                AND (quantity_value IS NULL) = (quantity_bound IS NULL))
        ) STRICT;
        CREATE INDEX deals_newest ON deals (last_changed DESC, id DESC);
        CREATE INDEX deals_of_type ON deals (type, last_changed DESC);

        CREATE TABLE deal_parties (
            deal_id INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
            party TEXT NOT NULL CHECK (party <> ''),
            role TEXT NOT NULL CHECK (role <> ''),
            position INTEGER NOT NULL CHECK (position >= 0),
            PRIMARY KEY (deal_id, party, role)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX deal_parties_of_party ON deal_parties (party, deal_id);

        CREATE TABLE reports (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            story_id INTEGER NOT NULL REFERENCES stories (id) ON DELETE CASCADE,
            deal_id INTEGER NOT NULL REFERENCES deals (id) ON DELETE CASCADE,
            type TEXT NOT NULL CHECK (type <> ''),
            is_main INTEGER NOT NULL CHECK (is_main IN (0, 1)),
            time INTEGER NOT NULL,
            report TEXT NOT NULL CHECK (json_valid(report)),
            UNIQUE (story_id, deal_id, type)
        ) STRICT;
        CREATE INDEX reports_of_deal ON reports (deal_id, id);

        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            alert_id TEXT NOT NULL CHECK (alert_id <> ''),
            sink TEXT NOT NULL CHECK (sink <> ''),
            alert TEXT NOT NULL CHECK (json_valid(alert)),
            created_at INTEGER NOT NULL,
            state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'failed', 'held')),
            next_attempt INTEGER,
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            last_error TEXT,
            delivered_at INTEGER,
            UNIQUE (alert_id, sink),
            CHECK ((state = 'pending') = (next_attempt IS NOT NULL)),
            CHECK ((state = 'delivered') = (delivered_at IS NOT NULL))
        ) STRICT;
        CREATE INDEX outbox_pending ON outbox (sink, next_attempt, id) WHERE state = 'pending';
        CREATE INDEX outbox_newest ON outbox (created_at, id);

        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            outbox_id INTEGER NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
            time INTEGER NOT NULL,
            result TEXT NOT NULL CHECK (result IN ('delivered', 'retry', 'failed')),
            detail TEXT
        ) STRICT;
        CREATE INDEX deliveries_of_outbox ON deliveries (outbox_id, id);
        """

    /// The trigram index over title and text; the triggers keep it in step with `stories`.
    ///
    /// Filling it is half the work of storing a story. So it keeps no column sizes, which only ranking needs, and
    /// merges its segments eight at a time instead of four: a tenth less work for searches that cost no more.
    static let search = """
        CREATE VIRTUAL TABLE story_search USING fts5 (
            title, text, content = 'stories', content_rowid = 'id', tokenize = 'trigram', columnsize = 0
        );
        INSERT INTO story_search (story_search, rank) VALUES ('automerge', 8);
        CREATE TRIGGER stories_search_insert AFTER INSERT ON stories BEGIN
            INSERT INTO story_search (rowid, title, text) VALUES (new.id, new.title, new.text);
        END;
        CREATE TRIGGER stories_search_delete AFTER DELETE ON stories BEGIN
            INSERT INTO story_search (story_search, rowid, title, text)
            VALUES ('delete', old.id, old.title, old.text);
        END;
        CREATE TRIGGER stories_search_update AFTER UPDATE OF title, text ON stories BEGIN
            INSERT INTO story_search (story_search, rowid, title, text)
            VALUES ('delete', old.id, old.title, old.text);
            INSERT INTO story_search (rowid, title, text) VALUES (new.id, new.title, new.text);
        END;
        """
}
