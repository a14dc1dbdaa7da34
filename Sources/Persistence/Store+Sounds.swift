package import FoundationEssentials
import GRDB
package import NewsModel

/// Deals from before version 4 of the schema, whose names' sounds the store cannot make itself.
extension Store {
    /// The next deals without sounds, the newest first; nil once all have been looked at.
    ///
    /// Those that have not changed since `start` are left alone: no story tells of them any more.
    package func dealsWithoutSounds(
        changedSince start: Date, limit: Int
    ) async throws(StoreError) -> [(id: DealID, parties: [Party])]? {
        try await read("find deals without sounds") { db in
            let mark = try Int64.fetchOne(
                db, sql: "SELECT CAST(value AS INTEGER) FROM meta WHERE key = ?", arguments: [Self.soundMark])
            guard let mark else { return nil }
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT d.id, json_group_array(json_object('id', p.party, 'role', p.role)) AS parties
                    FROM deals d JOIN deal_parties p ON p.deal_id = d.id
                    WHERE d.id <= ? AND d.last_changed >= ?
                        AND NOT EXISTS (SELECT 1 FROM deal_sounds s WHERE s.deal_id = d.id)
                    GROUP BY d.id ORDER BY d.id DESC LIMIT ?
                    """, arguments: [mark, start.milliseconds, max(0, limit)]
            ).map { row in
                (DealID(rawValue: row["id"]), try StoredJSON.value([Party].self, from: row["parties"]))
            }
        }
    }

    fileprivate static let soundMark = "deals_without_sounds"
}

extension StoreTransaction {
    /// Adds the sounds of some deals, and remembers that all from the lowest of them on are done.
    package func addSounds(_ sounds: [DealID: [String]]) throws(StoreError) {
        try step("store the sounds of names") { db in
            for (deal, keys) in sounds {
                for key in keys where !key.isEmpty {
                    try db.run(
                        "INSERT OR IGNORE INTO deal_sounds (deal_id, sound) VALUES (?, ?)",
                        [deal.rawValue, key])
                }
            }
            guard let lowest = sounds.keys.min() else { return }
            try db.run(
                "UPDATE meta SET value = ? WHERE key = ?", [String(lowest.rawValue - 1), Store.soundMark])
        }
    }

    /// Remembers that every deal has its sounds.
    package func finishSounds() throws(StoreError) {
        try step("store the sounds of names") { db in
            try db.run("DELETE FROM meta WHERE key = ?", [Store.soundMark])
        }
    }
}
