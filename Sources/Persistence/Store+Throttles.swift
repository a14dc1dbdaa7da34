package import FoundationEssentials
import GRDB
package import NewsModel

extension Store {
    /// What was learned about servers that told us to slow down, by registrable domain.
    package func throttles() async throws(StoreError) -> [String: Throttle] {
        try await read("read the throttles") { db in
            let rows = try Row.fetchAll(db, sql: "SELECT domain, refusals FROM throttles")
            return Dictionary(
                try rows.map { row in
                    (row["domain"] as String, try StoredJSON.value(Throttle.self, from: row["refusals"]))
                },
                uniquingKeysWith: { first, _ in first })
        }
    }
}

extension StoreTransaction {
    /// Saves a domain's throttle; an empty one is forgotten.
    package func save(_ throttle: Throttle, domain: String) throws(StoreError) {
        try step("save a throttle") { db in
            if throttle.isEmpty {
                try db.execute(sql: "DELETE FROM throttles WHERE domain = ?", arguments: [domain])
            } else {
                try db.execute(
                    sql: "INSERT OR REPLACE INTO throttles (domain, refusals) VALUES (?, ?)",
                    arguments: [domain, try StoredJSON.text(throttle)])
            }
        }
    }

    /// Gives a feed the address that it has moved to; false, and no change, when a feed has or had that address.
    ///
    /// The old address stays known, so that a list of feeds which names it still means this feed.
    package func moveFeed(_ id: FeedID, to url: String, at now: Date) throws(StoreError) -> Bool {
        let operation = "move a feed"
        guard ["http://", "https://"].contains(where: url.lowercased().hasPrefix) else {
            throw invalid(operation, "\"" + url + "\" is no http or https address")
        }
        return try step(operation) { db in
            let taken = try Int64.fetchOne(db, sql: "SELECT id FROM feeds WHERE url = ?", arguments: [url])
            guard taken == nil else { return false }
            try db.execute(
                sql: """
                    INSERT OR REPLACE INTO former_urls (url, feed_id, left_at)
                        SELECT url, id, :now FROM feeds WHERE id = :id;
                    """,
                arguments: ["now": now.milliseconds, "id": id.rawValue])
            try db.execute(sql: "DELETE FROM former_urls WHERE url = ?", arguments: [url])
            try db.execute(sql: "UPDATE feeds SET url = ? WHERE id = ?", arguments: [url, id.rawValue])
            return true
        }
    }
}
