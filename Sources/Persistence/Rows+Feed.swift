import GRDB
import NewsModel

extension Feed {
    init(row: Row) throws {
        self.init(
            id: FeedID(rawValue: row["id"]), url: row["url"], title: row["title"], folder: row["folder"],
            language: (row["language"] as String?).flatMap(Language.init(rawValue:)),
            isPaused: row["is_paused"],
            allowedAddresses: (row["allow_addresses"] as String).split(separator: " ").map(String.init),
            fullText: (row["full_text"] as String?).flatMap(FullText.init(rawValue:)),
            state: try FeedState(row: row))
    }
}

extension Feed {
    /// Says whose the feed is, by its address and the page that it names as its own.
    static func nameOwner(_ db: Database, of id: FeedID, site: String?) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT url, owner FROM feeds WHERE id = ?"), arguments: [id.rawValue])
        guard let row else { return }
        let owner = OutletOwner.of(url: row["url"], site: site)
        if owner != row["owner"] {
            try db.run("UPDATE feeds SET owner = ? WHERE id = ?", [owner, id.rawValue])
        }
    }
}

extension FeedState {
    fileprivate init(row: Row) throws {
        self.init(
            validators: FeedValidators(entityTag: row["entity_tag"], lastModified: row["last_modified"]),
            nextCheck: row.date("next_check"), nextCheckReason: row["next_check_reason"],
            lastChecked: row.date("last_checked"), lastSucceeded: row.date("last_succeeded"),
            lastStatus: row["last_status"], lastError: row["last_error"], failureCount: row["failure_count"],
            memory: try StoredJSON.value(FeedMemory.self, from: row["memory"]))
    }

    /// For the columns of an UPDATE.
    func arguments() throws -> StatementArguments {
        [
            "entityTag": validators.entityTag, "lastModified": validators.lastModified,
            "nextCheck": nextCheck?.milliseconds, "nextCheckReason": nextCheckReason,
            "lastChecked": lastChecked?.milliseconds, "lastSucceeded": lastSucceeded?.milliseconds,
            "lastStatus": lastStatus, "lastError": lastError, "failureCount": failureCount,
            "memory": try StoredJSON.text(memory),
        ]
    }
}
