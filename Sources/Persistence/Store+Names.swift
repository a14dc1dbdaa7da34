import GRDB
package import NewsModel

extension Store {
    /// The titles of all feeds, those of ended subscriptions included.
    package func knownFeedTitles() async throws(StoreError) -> [String] {
        try await read("list the titles of the feeds") { db in
            try String.fetchAll(db, sql: "SELECT DISTINCT title FROM feeds ORDER BY title")
        }
    }

    /// The ids of parties to a stored deal that begin so, sorted.
    package func parties(beginningWith prefix: String, limit: Int) throws(StoreError) -> [String] {
        try answer("look for parties") { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT DISTINCT party FROM deal_parties WHERE party >= ? AND party < ?
                    ORDER BY party LIMIT ?
                    """, arguments: [prefix, prefix + "\u{10FFFF}", limit])
        }
    }

    /// The feeds with a title, those of ended subscriptions included; case does not matter.
    package func feeds(titled title: String) async throws(StoreError) -> [FeedID] {
        try await read("find the feeds of a title") { db in
            try Row.fetchAll(db, sql: "SELECT id, title FROM feeds").filter {
                ($0["title"] as String).lowercased() == title.lowercased()
            }.map { FeedID(rawValue: $0["id"]) }
        }
    }

    /// The addresses of the subscribed feeds.
    package func addresses() throws(StoreError) -> [String] {
        try answer("list the addresses of the feeds") { db in
            try String.fetchAll(db, sql: "SELECT url FROM feeds WHERE removed_at IS NULL ORDER BY url")
        }
    }

    /// The ids of every party to a stored deal, sorted.
    ///
    /// Each is looked up behind the one before it: there are far fewer parties than rows.
    package func knownParties() async throws(StoreError) -> [String] {
        try await read("list the parties") { db in
            try String.fetchAll(
                db,
                sql: """
                    WITH RECURSIVE known (party) AS (
                        SELECT min(party) FROM deal_parties
                        UNION ALL
                        SELECT (SELECT min(p.party) FROM deal_parties p WHERE p.party > known.party)
                        FROM known WHERE known.party IS NOT NULL)
                    SELECT party FROM known WHERE party IS NOT NULL
                    """)
        }
    }
}
