package import FoundationEssentials
import GRDB
package import NewsModel

extension StoreTransaction {
    /// How many refreshes of a feed its log keeps.
    package static let keptFetches = 50

    package func feed(id: FeedID) throws(StoreError) -> Feed? {
        try step("read a feed") { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM feeds WHERE id = ? AND removed_at IS NULL", arguments: [id.rawValue]
            ).map(Feed.init(row:))
        }
    }

    /// Whether the feed is there and was not removed.
    package func isSubscribed(_ id: FeedID) throws(StoreError) -> Bool {
        try step("look for a feed") { db in
            let statement = try db.cachedStatement(
                sql: "SELECT 1 FROM feeds WHERE id = ? AND removed_at IS NULL")
            return try Int.fetchOne(statement, arguments: [id.rawValue]) != nil
        }
    }

    /// Subscribes to a feed unless its address is subscribed already; says whether it is new.
    ///
    /// A feed that was removed comes back with its number, so that its old entries are still known.
    package func addFeed(
        url: String, title: String, folder: String = "", language: Language? = nil
    ) throws(StoreError) -> (id: FeedID, isNew: Bool) {
        let operation = "add a feed"
        guard ["http://", "https://"].contains(where: url.lowercased().hasPrefix), url.utf8.count > 8 else {
            throw invalid(operation, "\"" + url + "\" is no http or https address")
        }
        let moved = try step(operation) { db in
            try Int64.fetchOne(
                db,
                sql: """
                    SELECT id FROM feeds JOIN former_urls f ON f.feed_id = id
                    WHERE f.url = ? AND removed_at IS NULL
                    """,
                arguments: [url])
        }
        if let moved { return (FeedID(rawValue: moved), false) }
        let id = try step(operation) { db in
            try Int64.fetchOne(
                db,
                sql: """
                    INSERT INTO feeds (url, title, folder, language, next_check_reason)
                    VALUES (:url, :title, :folder, :language, :reason)
                    ON CONFLICT (url) DO UPDATE SET title = :title, folder = :folder, language = :language,
                        removed_at = NULL, is_paused = 0, entity_tag = NULL, last_modified = NULL,
                        next_check = NULL, next_check_reason = :reason, last_error = NULL, failure_count = 0,
                        memory = '{}', allow_addresses = '', full_text = NULL, reading_since = NULL
                    WHERE removed_at IS NOT NULL
                    RETURNING id
                    """,
                arguments: [
                    "url": url, "title": title, "folder": folder, "language": language?.rawValue,
                    "reason": FeedState().nextCheckReason,
                ])
        }
        if let id {
            try step(operation) { db in try Feed.nameOwner(db, of: FeedID(rawValue: id), site: nil) }
            return (FeedID(rawValue: id), true)
        }
        let known = try step(operation) { db in
            try Int64.fetchOne(db, sql: "SELECT id FROM feeds WHERE url = ?", arguments: [url])
        }
        guard let known else { throw invalid(operation, "the address was not stored") }
        return (FeedID(rawValue: known), false)
    }

    /// Ends the subscription; the feed's stories and deals stay.
    package func removeFeed(_ id: FeedID, at now: Date) throws(StoreError) {
        let operation = "remove a feed"
        try step(operation) { db in
            try db.execute(
                sql: "UPDATE feeds SET removed_at = ? WHERE id = ? AND removed_at IS NULL",
                arguments: [now.milliseconds, id.rawValue])
        }
        try requireChange(operation, "feed \(id)")
    }

    /// Lets one feed be fetched from private addresses; the blocks replace those of before.
    package func allow(_ blocks: [String], url: String) throws(StoreError) {
        let operation = "open private addresses to a feed"
        try step(operation) { db in
            try db.execute(
                sql: "UPDATE feeds SET allow_addresses = ? WHERE url = ? AND removed_at IS NULL",
                arguments: [blocks.joined(separator: " "), url])
        }
        try requireChange(operation, "feed \(url)")
    }

    /// Says when the pages of a feed's entries are read; nil leaves it to the daemon's setting.
    package func setFullText(_ fullText: FullText?, url: String) throws(StoreError) {
        let operation = "set when pages of a feed are read"
        try step(operation) { db in
            try db.execute(
                sql: "UPDATE feeds SET full_text = ? WHERE url = ? AND removed_at IS NULL",
                arguments: [fullText?.rawValue, url])
        }
        try requireChange(operation, "feed \(url)")
    }

    /// Stops or resumes the refreshes of a feed.
    package func setPaused(_ isPaused: Bool, feed id: FeedID) throws(StoreError) {
        let operation = "pause or resume a feed"
        try step(operation) { db in
            try db.execute(
                sql: "UPDATE feeds SET is_paused = ? WHERE id = ? AND removed_at IS NULL",
                arguments: [isPaused, id.rawValue])
        }
        try requireChange(operation, "feed \(id)")
    }

    /// Makes the feed with this address, or every feed, due at once unless it is paused; says how many those are.
    package func makeDue(url: String?) throws(StoreError) -> Int {
        try step("make feeds due") { db in
            try db.execute(
                sql: """
                    UPDATE feeds SET next_check = NULL, next_check_reason = 'asked for by hand'
                    WHERE removed_at IS NULL AND is_paused = 0 AND (:url IS NULL OR url = :url)
                    """,
                arguments: ["url": url])
            return db.changesCount
        }
    }

    /// Saves validators, next check and the rest of a feed's state; a title of nil keeps the old one.
    ///
    /// The refresh is over then, so the mark of `markReading` goes.
    ///
    /// Belongs into the transaction that stores the entries of the same answer: validators saved earlier would
    /// let a 304 hide entries that were never stored.
    package func updateFeed(_ id: FeedID, state: FeedState, title: String?) throws(StoreError) {
        let operation = "save the state of a feed"
        try step(operation) { db in
            try db.cachedStatement(
                sql: """
                    UPDATE feeds SET title = coalesce(:title, title), entity_tag = :entityTag,
                        last_modified = :lastModified, next_check = :nextCheck,
                        next_check_reason = :nextCheckReason, last_checked = :lastChecked,
                        last_succeeded = :lastSucceeded, last_status = :lastStatus,
                        last_error = :lastError, failure_count = :failureCount, memory = :memory,
                        reading_since = NULL
                    WHERE id = :id
                    """
            ).execute(arguments: try state.arguments() + ["id": id.rawValue, "title": title])
        }
        try requireChange(operation, "feed \(id)")
        try step(operation) { db in try Feed.nameOwner(db, of: id, site: state.memory.site) }
    }

    /// Spreads the feeds that are overdue over `seconds` from now and says how many; fewer than `atLeast` stay.
    ///
    /// After a long stop or an outage they would otherwise all be asked for in the same minute.
    package func spreadOverdue(
        at now: Date, over seconds: Double, atLeast: Int
    ) throws(StoreError) -> Int {
        try step("spread the overdue feeds") { db in
            let isOverdue = "removed_at IS NULL AND is_paused = 0 AND next_check <= ?"
            let count = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM feeds WHERE \(isOverdue)", arguments: [now.milliseconds])
            guard let count, count >= atLeast else { return 0 }
            try db.execute(
                sql: """
                    UPDATE feeds SET next_check = ? + abs(random() % ?), next_check_reason = ?
                    WHERE \(isOverdue)
                    """,
                arguments: [
                    now.milliseconds, max(1, Int64(seconds * 1000)),
                    "overdue with \(count - 1) others, so spread over \(Int(seconds)) s", now.milliseconds,
                ])
            return count
        }
    }

    /// Adds a line to a feed's log and drops the oldest beyond `keptFetches`.
    package func recordFetch(_ record: FetchRecord) throws(StoreError) {
        try step("log a refresh") { db in
            try db.cachedStatement(
                sql: """
                    INSERT INTO fetches (feed_id, time, outcome, status, bytes, duration, new_stories, reason,
                        cause, sent_tag, sent_modified, got_tag, got_modified, asked_wait)
                    VALUES (:feed, :time, :outcome, :status, :bytes, :duration, :newStories, :reason,
                        :cause, :sentTag, :sentModified, :gotTag, :gotModified, :askedWait)
                    """
            ).execute(arguments: record.arguments)
            try db.cachedStatement(
                sql: """
                    DELETE FROM fetches WHERE feed_id = :feed AND id <= (
                        SELECT id FROM fetches WHERE feed_id = :feed ORDER BY id DESC LIMIT 1 OFFSET :kept)
                    """
            ).execute(arguments: ["feed": record.feed.rawValue, "kept": Self.keptFetches])
        }
    }
}
