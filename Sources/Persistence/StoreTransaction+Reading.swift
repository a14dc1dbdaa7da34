package import FoundationEssentials
import GRDB
package import NewsModel

/// The mark that a feed's answer is being read: what a crash of the whole process leaves behind.
extension StoreTransaction {
    /// Sets the mark; `updateFeed` takes it away together with whatever came of the reading.
    package func markReading(_ id: FeedID, at now: Date) throws(StoreError) {
        try step("mark a feed as being read") { db in
            try db.run(
                "UPDATE feeds SET reading_since = ? WHERE id = ?", [now.milliseconds, id.rawValue])
        }
    }

    /// Takes the mark away from a feed whose reading was broken off in good order.
    package func unmarkReading(_ id: FeedID) throws(StoreError) {
        try step("end the mark of a feed") { db in
            try db.run("UPDATE feeds SET reading_since = NULL WHERE id = ?", [id.rawValue])
        }
    }

    /// The subscribed feeds that were being read when the last process ended.
    package func interruptedFeeds() throws(StoreError) -> [Feed] {
        try step("find the feeds that were being read") { db in
            try Row.fetchAll(
                db,
                sql: "SELECT * FROM feeds WHERE removed_at IS NULL AND reading_since IS NOT NULL ORDER BY id"
            ).map(Feed.init(row:))
        }
    }

    /// The feeds that a crash is counted against and that are due: any of them may cause the next one.
    package func suspectFeeds(at now: Date) throws(StoreError) -> [Feed] {
        try step("find the feeds that crashes are counted against") { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT * FROM feeds WHERE removed_at IS NULL AND is_paused = 0
                        AND json_extract(memory, '$.crashes') > 0
                        AND (next_check IS NULL OR next_check <= ?) ORDER BY id
                    """, arguments: [now.milliseconds]
            ).map(Feed.init(row:))
        }
    }
}
